import type { IngressRule } from '../../src/aws/resources/ingress-rule.js'
import type { Shown } from '../../src/core/plan.js'
import { type Text, verbatim } from '../../src/system/text.js'
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
