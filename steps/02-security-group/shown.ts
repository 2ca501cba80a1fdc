import type { IngressRule } from '../../src/aws/resources/ingress-rule.js'
import type { Shown } from '../../src/core/plan.js'
import { type Text, verbatim } from '../../src/system/text.js'
import { SERVICE_PORT } from '../../src/load/engine.js'
import { DEFAULT_ENGINE } from '../../src/load/engines.js'

const { endpoint } = DEFAULT_ENGINE.service

export function rulesTable(securityGroupId: string, rules: readonly IngressRule[]): Shown {
  if (rules.length === 0) return { kind: 'text', text: noRules(securityGroupId) }
  return {
    kind: 'table',
    title: {
      en: `Inbound rules of ${securityGroupId} now`,
      ko: `${securityGroupId}의 현재 인바운드 규칙`,
    },
    head: [{ en: 'Port', ko: '포트' }, { en: 'Source', ko: '소스' }, verbatim('ID')],
    rows: rules.map((rule) => [verbatim(ports(rule)), verbatim(rule.cidr ?? '-'), verbatim(rule.id)]),
  }
}

export const ruleText = (rule: IngressRule) => `${ports(rule)} ← ${rule.cidr ?? '-'}`

function ports({ protocol, fromPort, toPort }: IngressRule): string {
  if (protocol === '-1') return 'all'
  return `${protocol.toUpperCase()} ${fromPort === toPort ? fromPort : `${fromPort}-${toPort}`}`
}

const noRules = (securityGroupId: string): Text => ({
  en: `${securityGroupId} has no inbound rule: nobody can reach the instance.`,
  ko: `${securityGroupId}에 인바운드 규칙이 없어 아무도 인스턴스에 접속할 수 없습니다.`,
})
export const reachable = (url: string): Text => ({
  en: `The ${endpoint.en} answers at ${url}`,
  ko: `${endpoint.ko}가 응답합니다: ${url}`,
})
export const notReachable = (url: string): Text => ({
  en: `The ${endpoint.en} at ${url} cannot be reached from here.`,
  ko: `여기에서는 ${endpoint.ko}(${url})에 접속할 수 없습니다.`,
})
export const notRunning = (state: string): Text => ({
  en: `The instance is ${state}; the next load test starts it, and its address changes then.`,
  ko: `인스턴스가 실행 중이 아닙니다(${state}). 다음 부하 테스트에서 다시 시작하며 이때 주소가 바뀝니다.`,
})

export const SEEN: Text = {
  en: `The security group lets TCP ${SERVICE_PORT} in from that source, and from here the ${endpoint.en} answers. A rule names a port and a source; what no rule names stays closed.`,
  ko: `보안 그룹이 그 소스에서 들어오는 TCP ${SERVICE_PORT} 연결을 허용하며, 여기에서 ${endpoint.ko}에 접속됩니다. 규칙은 포트와 소스를 지정하고, 규칙에 없는 것은 모두 차단됩니다.`,
}
export const SEEN_THROUGH_TUNNEL: Text = {
  en: `The ${endpoint.en} answers through a tunnel of Session Manager, and no port was opened for it. Who may use the tunnel is for IAM to say, not for an address.`,
  ko: `Session Manager 터널로 ${endpoint.ko}에 접속되며, 이를 위해 연 포트는 없습니다. 터널을 누가 쓸 수 있는지는 주소가 아니라 IAM이 정합니다.`,
}
