import { LabError } from '../../core/errors.js'
import { verbatim } from '../../system/text.js'
import type { Aws } from '../client/aws.js'
import { awsErrorName } from '../client/errors.js'
import { type Plugin, startPlugin } from './session-plugin.js'

/** A port of an instance, reachable at a port of this computer while the tunnel is open. */
export interface Tunnel {
  /** `http://127.0.0.1:PORT` */
  readonly url: string
  close(): Promise<void>
}

/**
 * Forwards a port of the instance through Session Manager: no port is open to anybody, and who may use it is IAM's to say. Resolves when
 * connections are taken here. AWS's own plugin carries the data: of the libraries that do, none is kept up.
 */
export async function openTunnel(aws: Aws, instanceId: string, port: number): Promise<Tunnel> {
  const ssm = await aws.ssm()
  const request = {
    Target: instanceId,
    DocumentName: 'AWS-StartPortForwardingSession',
    Parameters: { portNumber: [String(port)] },
  }
  const { SessionId, StreamUrl, TokenValue } = await ssm.startSession(request).catch((thrown: unknown) => {
    throw awsErrorName(thrown) === 'TargetNotConnected' ? notConnected(instanceId, thrown) : thrown
  })
  const end = async (): Promise<void> => {
    // It also ends by itself when nobody is connected any more.
    await ssm.terminateSession({ SessionId }).catch(() => undefined)
  }
  let plugin: Plugin
  try {
    const session = { SessionId, StreamUrl, TokenValue }
    plugin = await startPlugin({ session, request, access: aws.access, signal: aws.signal })
  } catch (thrown) {
    await end()
    throw thrown
  }
  return {
    url: `http://127.0.0.1:${plugin.port}`,
    close: async () => {
      await plugin.stop()
      await end()
    },
  }
}

function notConnected(instanceId: string, thrown: unknown): LabError {
  const cause = thrown instanceof LabError ? thrown.cause : thrown
  return new LabError({
    code: 'no-tunnel',
    what: {
      en: `Session Manager cannot reach ${instanceId}.`,
      ko: `Session Manager에서 ${instanceId}에 연결할 수 없습니다.`,
    },
    why: verbatim(cause instanceof Error ? cause.message : ''),
    next: {
      en: 'Open the port for your own address instead: the same command without `--tunnel`.',
      ko: '`--tunnel`을 빼고 같은 명령을 실행해 내 주소에만 포트를 여세요.',
    },
    cause,
  })
}
