import { type Aws, aws } from '../../src/aws/client/aws.js'
import { access } from '../core/command.js'

interface Key {
  readonly accessKeyId: string
  readonly secretAccessKey: string
}

/** AWS as the lab reaches it, at that address; without a key of its own, with any. */
export const awsAt = (endpoint: string, key?: Key): Aws =>
  aws({
    ...access,
    target: { ...access.target, endpoint },
    ...(key !== undefined && { credentials: { kind: 'static', ...key } }),
  })
