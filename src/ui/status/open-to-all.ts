import type { Row } from '../../core/ledger.js'
import type { Text } from '../../system/text.js'

/** What it means that a rule lets everyone in, and how to end it. */
export function openToAllText({ id, step }: Row): Text {
  const rule = id === null ? '' : ` (${id})`
  return {
    en: `Locust's page is open to everyone on the internet${rule}, and has no login: anyone who finds it can send load to any host from your instance. To close it, type \`lab reset ${step}\`.`,
    ko: `Locust 페이지가 인터넷의 모두에게 열려 있습니다${rule}. 로그인이 없으므로 누구든 여러분의 인스턴스로 임의의 호스트에 부하를 보낼 수 있습니다. 닫으려면 \`lab reset ${step}\`을 입력하세요.`,
  }
}
