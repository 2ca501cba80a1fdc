import { aws } from '../../src/aws/client/aws.js'
import { callerCidr } from '../../src/aws/account/caller-address.js'
import { ingressRule, ingressRules } from '../../src/aws/resources/ingress-rule.js'
import { findHost } from '../../src/aws/load-host/instances.js'
import { waitUntil } from '../../src/aws/client/wait.js'
import type { Plan } from '../../src/core/plan.js'
import type { Task } from '../../src/core/progress.js'
import { type Answers, type Question, textIn } from '../../src/core/question.js'
import type { Check, Step, StepContext } from '../../src/core/step.js'
import { type Text, verbatim } from '../../src/system/text.js'
import { SERVICE_PORT } from '../../src/load/engine.js'
import { DEFAULT_ENGINE } from '../../src/load/engines.js'
import { serviceAnswers } from '../../src/load/host-engines.js'
import { ENVIRONMENT, hostReady, loadHost, ensureService, serviceUrl } from '../load-host.js'
import { factsAndText } from '../seen.js'
import { serviceRoute } from '../service-route.js'
import {
  notReachable,
  notRunning,
  reachable,
  rulesTable,
  ruleText,
  SEEN,
  SEEN_THROUGH_TUNNEL,
} from './shown.js'
import { OPEN_TO, SOURCE, sourceOf, TUNNEL } from './questions.js'
import { ANYONE, ANYWHERE } from './source.js'
import { applyTunnel, checkTunnel, planTunnel } from './tunnelled.js'

const { name, service } = DEFAULT_ENGINE
const { endpoint } = service

/** TCP 8089 from the caller's address in the instance's security group, or a tunnel and no open port; the engine's service answers. */
export const step: Step = {
  questions,
  plan,
  apply,
  check,
  seen: async (lab, facts) =>
    factsAndText(facts, serviceRoute(lab) === 'tunnel' ? SEEN_THROUGH_TUNNEL : SEEN),
}

async function questions(lab: StepContext): Promise<readonly Question[]> {
  const caller = await callerCidr(lab.access).catch(() => null)
  return [TUNNEL, { ...SOURCE, default: caller }, OPEN_TO]
}

async function plan(lab: StepContext, answers: Answers): Promise<Plan> {
  const cloud = aws(lab.access, lab.signal)
  if (textIn(answers, TUNNEL) === 'yes') return planTunnel(lab, cloud)
  const host = await loadHost(lab, cloud)
  const wanted = wantedRule(lab, host.securityGroupId, answers)
  const { kind } = await lab.ledger.look(ingressRule, keyOf(wanted), wanted)
  const reached = await serviceAnswers(serviceUrl(host), PROBE_MS)
  return {
    items: [
      {
        op: kind === 'none' ? 'create' : kind === 'ours' ? 'keep' : 'exists',
        what: {
          en: `${host.securityGroupId}: inbound TCP ${SERVICE_PORT} from ${wanted.cidr}`,
          ko: `${host.securityGroupId}: ${wanted.cidr}에서 들어오는 TCP ${SERVICE_PORT} 허용`,
        },
      },
    ],
    warnings: wanted.cidr === ANYWHERE ? [openToAll] : [],
    shows: [
      rulesTable(host.securityGroupId, await ingressRules(cloud, host.securityGroupId)),
      { kind: 'text', text: reached ? reachable(serviceUrl(host)) : notReachable(serviceUrl(host)) },
    ],
    cost: null,
  }
}

function apply(lab: StepContext, answers: Answers): readonly Task[] {
  const cloud = aws(lab.access, lab.signal)
  if (textIn(answers, TUNNEL) === 'yes') return applyTunnel(lab, cloud)
  return [
    {
      title: { en: `Open TCP ${SERVICE_PORT}`, ko: `TCP ${SERVICE_PORT} 열기` },
      run: async () => {
        const { securityGroupId } = await hostReady(lab, cloud)
        const wanted = wantedRule(lab, securityGroupId, answers)
        await lab.ledger.ensure(ingressRule, keyOf(wanted), wanted)
      },
    },
    {
      title: { en: `Check that ${name} is running`, ko: `${name} 실행 확인하기` },
      run: async () => {
        await ensureService(lab, cloud)
      },
    },
    {
      title: { en: `Reach the ${endpoint.en}`, ko: `${endpoint.ko} 접속하기` },
      run: async (progress) => {
        const url = serviceUrl(await loadHost(lab, cloud))
        progress({ kind: 'line', text: verbatim(url) })
        await waitUntil({
          waitingFor: { en: `the page at ${url}`, ko: `${url} 응답` },
          seconds: 60,
          signal: lab.signal,
          next: {
            en: 'If your address is not the one that the rule allows (a VPN?), name it with `--source`.',
            ko: '규칙이 허용한 주소와 실제 접속 주소가 다르다면(VPN 등) `--source`로 지정하세요.',
          },
          look: async () => ((await serviceAnswers(url, PROBE_MS)) ? url : null),
        })
        await lab.records.write({ way: 'rule' })
        progress({ kind: 'show', shown: { kind: 'text', text: reachable(url) } })
      },
    },
  ]
}

async function check(lab: StepContext): Promise<Check> {
  const cloud = aws(lab.access, lab.signal)
  if (serviceRoute(lab) === 'tunnel') return checkTunnel(lab, cloud)
  const host = await findHost(cloud, lab.ledger.row(ENVIRONMENT))
  const rows = lab.ledger.rows().filter(({ type }) => type === ingressRule.type)
  if (host === null || rows.length === 0) return { kind: 'missing', why: noRule }
  const live = await ingressRules(cloud, host.securityGroupId)
  const ours = live.filter(({ id }) => rows.some((row) => row.id === id))
  if (ours.length === 0) return { kind: 'missing', why: noRule }
  if (host.state !== 'running') return { kind: 'missing', why: notRunning(host.state) }
  const url = serviceUrl(host)
  if (!(await serviceAnswers(url, PROBE_MS))) return { kind: 'missing', why: notReachable(url) }
  return {
    kind: 'holds',
    facts: [
      { name: { en: 'Inbound rule', ko: '인바운드 규칙' }, value: verbatim(ours.map(ruleText).join(', ')) },
      { name: endpoint, value: verbatim(url) },
    ],
  }
}

/** Each source is a rule of its own: opening to a second address does not lose sight of the first. */
const keyOf = ({ cidr }: { readonly cidr: string }): string => `ingress-${cidr.replaceAll(/[./]/g, '-')}`

const wantedRule = ({ labId }: StepContext, securityGroupId: string, answers: Answers) => ({
  securityGroupId,
  port: SERVICE_PORT,
  cidr: sourceOf(answers),
  lab: labId,
})

/** A closed port of a security group drops packets: nothing answers, so this is how long a no takes. */
const PROBE_MS = 2_000

const noRule: Text = {
  en: `No rule allows TCP ${SERVICE_PORT}.`,
  ko: `TCP ${SERVICE_PORT}를 허용하는 규칙이 없습니다.`,
}
const openToAll: Text = {
  en: `${ANYWHERE} is ${ANYONE}: ${service.openToAll.en}`,
  ko: `${ANYWHERE}은(는) 인터넷의 모든 주소입니다. ${service.openToAll.ko}`,
}
