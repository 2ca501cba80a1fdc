import { onTestFinished } from 'vitest'
import type { Aws } from '../../src/aws/client/aws.js'
import { answeredBy } from './answered-by.js'

/** What a call of the query protocol asks, and the Region that it is signed for. */
export interface Asked {
  readonly action: string
  readonly region: string
  readonly form: URLSearchParams
}

/** EC2 and IAM at once, as the test answers for them: XML, or null where there is no such thing. */
export async function queryServer(answer: (asked: Asked) => string | Refusal | null): Promise<Aws> {
  const { cloud, close } = await answeredBy((request, response) => {
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
  })
  onTestFinished(close)
  return cloud
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
