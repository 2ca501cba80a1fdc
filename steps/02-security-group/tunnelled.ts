import type { Aws } from '../../src/aws/client/aws.js'
import { ingressRules } from '../../src/aws/resources/ingress-rule.js'
import { findHost } from '../../src/aws/load-host/instances.js'
import { waitUntil } from '../../src/aws/client/wait.js'
import type { Plan } from '../../src/core/plan.js'
import type { Task } from '../../src/core/progress.js'
import type { Check, StepContext } from '../../src/core/step.js'
import { type Text, verbatim } from '../../src/system/text.js'
import { SERVICE_PORT } from '../../src/load/engine.js'
import { DEFAULT_ENGINE } from '../../src/load/engines.js'
import { serviceAnswers } from '../../src/load/host-engines.js'
import { ENVIRONMENT, hostReady, loadHost, ensureService } from '../load-host.js'
import { withServiceUrl } from '../service-route.js'
import { notRunning, reachable, rulesTable } from './shown.js'

const { name, service } = DEFAULT_ENGINE
const { endpoint } = service

/** The same service without an open port: through a session of Session Manager. */
export async function planTunnel(lab: StepContext, cloud: Aws): Promise<Plan> {
  const { instanceId, securityGroupId } = await loadHost(lab, cloud)
  return {
    items: [
      {
        op: 'run',
        what: {
          en: `a Session Manager tunnel to TCP ${SERVICE_PORT} of ${instanceId}, whenever a step needs the page; no rule is added`,
          ko: `페이지가 필요한 단계마다 ${instanceId}의 TCP ${SERVICE_PORT}까지 Session Manager 터널 사용. 규칙은 추가하지 않음`,
        },
      },
    ],
    warnings: [],
    shows: [rulesTable(securityGroupId, await ingressRules(cloud, securityGroupId))],
    cost: null,
  }
}

export function applyTunnel(lab: StepContext, cloud: Aws): readonly Task[] {
  return [
    {
      title: { en: `Check that ${name} is running`, ko: `${name} 실행 확인하기` },
      run: async () => {
        await ensureService(lab, cloud)
      },
    },
    {
      title: { en: `Reach the ${endpoint.en} through a tunnel`, ko: `터널로 ${endpoint.ko} 접속하기` },
      run: async (progress) => {
        const host = await hostReady(lab, cloud)
        await withServiceUrl({ cloud, host, route: 'tunnel' }, async (page) => {
          progress({ kind: 'line', text: verbatim(page) })
          await waitUntil({
            waitingFor: { en: `the page at ${page}`, ko: `${page} 응답` },
            seconds: 60,
            signal: lab.signal,
            look: async () => ((await serviceAnswers(page, TUNNEL_MS)) ? page : null),
          })
          progress({ kind: 'show', shown: { kind: 'text', text: reachable(page) } })
        })
        await lab.records.write({ way: 'tunnel' })
        const command = {
          en: `In a browser: ${forBrowser(host.instanceId)}`,
          ko: `브라우저에서 보려면: ${forBrowser(host.instanceId)}`,
        }
        progress({ kind: 'show', shown: { kind: 'text', text: command } })
      },
    },
  ]
}

export async function checkTunnel(lab: StepContext, cloud: Aws): Promise<Check> {
  const host = await findHost(cloud, lab.ledger.row(ENVIRONMENT))
  if (host === null || host.state !== 'running')
    return { kind: 'missing', why: notRunning(host?.state ?? 'gone') }
  const answers = await withServiceUrl({ cloud, host, route: 'tunnel' }, (page) =>
    serviceAnswers(page, TUNNEL_MS),
  )
  if (!answers) return { kind: 'missing', why: notThrough }
  return {
    kind: 'holds',
    facts: [
      {
        name: endpoint,
        value: {
          en: `through Session Manager: ${forBrowser(host.instanceId)}`,
          ko: `Session Manager 터널: ${forBrowser(host.instanceId)}`,
        },
      },
    ],
  }
}

/** The first answer through a new session takes a moment. */
const TUNNEL_MS = 10_000

const forBrowser = (instanceId: string): string =>
  `aws ssm start-session --target ${instanceId} --document-name AWS-StartPortForwardingSession --parameters portNumber=${SERVICE_PORT},localPortNumber=${SERVICE_PORT}, http://127.0.0.1:${SERVICE_PORT}`

const notThrough: Text = {
  en: `The ${endpoint.en} does not answer through the tunnel.`,
  ko: `${endpoint.ko}가 터널을 통해 응답하지 않습니다.`,
}
