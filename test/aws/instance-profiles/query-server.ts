import { once } from 'node:events'
import { createServer } from 'node:http'
import { onTestFinished } from 'vitest'
import { type Aws, aws } from '../../../src/aws/client/aws.js'
import { access } from '../../core/command.js'

/** What a call of the query protocol asks, and the Region that it is signed for. */
export interface Asked {
  readonly action: string
  readonly region: string
  readonly form: URLSearchParams
}

/** EC2 and IAM at once, as the test answers for them: XML, or null where there is no such thing. */
export async function queryServer(answer: (asked: Asked) => string | Refusal | null): Promise<Aws> {
  const server = createServer((request, response) => {
    let text = ''
    request.on('data', (bytes: Buffer) => (text += bytes.toString()))
    request.on('end', () => {
      const form = new URLSearchParams(text)
      const [, region = ''] =
        /Credential=[^/]+\/\d+\/([^/]+)\//.exec(request.headers.authorization ?? '') ?? []
      const given = answer({ action: form.get('Action') ?? '', region, form })
      if (typeof given === 'string') response.end(given)
      else
        response.writeHead(given === null ? 404 : 403).end(given === null ? NO_SUCH_ENTITY : refused(given))
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  const address = server.address()
  const port = address !== null && typeof address === 'object' ? address.port : 0
  return aws({ ...access, target: { ...access.target, endpoint: `http://127.0.0.1:${port}` } })
}

/** EC2's. */
export interface Refusal {
  readonly code: string
  readonly message: string
}

const refused = ({ code, message }: Refusal): string =>
  `<Response><Errors><Error><Code>${code}</Code><Message>${message}</Message></Error></Errors></Response>`

const NO_SUCH_ENTITY =
  '<ErrorResponse><Error><Type>Sender</Type><Code>NoSuchEntity</Code><Message>none</Message></Error></ErrorResponse>'
