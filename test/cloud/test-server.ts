import { request } from 'node:http'
import { Sha256 } from '@aws-crypto/sha256-js'
import { SignatureV4 } from '@smithy/signature-v4'
import { serve, type RunningServer } from '../../src/cloud/server/serve.js'
import type { UnsignedEndpoint, Service } from '../../src/cloud/service.js'
import type { Settings } from '../../src/cloud/settings.js'

export const SETTINGS: Settings = {
  dir: '/nonexistent',
  region: 'ap-northeast-2',
  account: '123456789012',
  accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
  port: 0,
  scale: { size: 100, time: 5 },
  scalingModel: 'workshop-2021',
  delays: 'none',
  cloud9: 'open',
  cacheDir: '/nonexistent',
}

/** A server with these services, and what an SDK client needs to talk to it. */
export async function startServer(
  services: readonly Service[],
  endpoints: readonly UnsignedEndpoint[] = [],
): Promise<RunningServer & { readonly client: ReturnType<typeof clientOf> }> {
  const server = await serve({ settings: SETTINGS, services, endpoints, nonce: 'the-nonce' })
  return { ...server, client: clientOf(server.endpoint) }
}

const clientOf = (endpoint: string) => ({
  endpoint,
  region: SETTINGS.region,
  credentials: { accessKeyId: SETTINGS.accessKeyId, secretAccessKey: SETTINGS.secretAccessKey },
  maxAttempts: 1,
})

export interface RawRequest {
  readonly method: string
  readonly path: string
  readonly headers: Record<string, string>
  readonly body?: string | Uint8Array
}

/** Headers that sign this request as an SDK would. */
export async function signed(
  port: number,
  service: string,
  raw: RawRequest,
  at = new Date(),
  { accessKeyId, secretAccessKey }: Pick<Settings, 'accessKeyId' | 'secretAccessKey'> = SETTINGS,
): Promise<RawRequest> {
  const [path = '/', search = ''] = raw.path.split('?')
  const signer = new SignatureV4({
    credentials: { accessKeyId, secretAccessKey },
    region: SETTINGS.region,
    service,
    sha256: Sha256,
  })
  const { headers } = await signer.sign(
    {
      protocol: 'http:',
      hostname: '127.0.0.1',
      method: raw.method,
      path,
      query: Object.fromEntries(new URLSearchParams(search)),
      headers: { host: `127.0.0.1:${port}`, ...raw.headers },
      body: raw.body ?? '',
    },
    { signingDate: at },
  )
  return { ...raw, headers }
}

/** Sends exactly these bytes and headers: an SDK or `fetch` would mend them. */
export async function send(
  port: number,
  { method, path, headers, body = '' }: RawRequest,
): Promise<{
  readonly status: number
  readonly headers: NodeJS.Dict<string | string[]>
  readonly text: string
}> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, method, path, headers, agent: false }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('error', reject)
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          text: Buffer.concat(chunks).toString('utf8'),
        }),
      )
    })
    sent.on('error', reject)
    sent.end(body)
  })
}
