import type { Text } from '../../core/text.js'
import { amount, count, dollars, seconds } from '../numbers.js'
import type { Cost, CostItem, TestRun } from '../run/run.js'
import type { Part } from './story.js'

/** What the tests cost, or would have cost on AWS. */
export function bill(before: TestRun, after: TestRun | null): Part {
  return {
    question: { en: 'What does it cost on AWS?', ko: 'AWS에서는 비용이 얼마입니까?' },
    answer: [perMillion(before, after), ...reads(before, after), ...fullSize(before, after), basis(before)],
  }
}

function perMillion(before: TestRun, after: TestRun | null): Text {
  const [one, two] = [before.cost?.perMillionRequests ?? null, after?.cost?.perMillionRequests ?? null]
  if (one === null)
    return {
      en: 'Nothing was served, so there is no price of a request.',
      ko: '처리된 요청이 없어 요청당 비용을 구할 수 없습니다.',
    }
  if (two === null)
    return {
      en: `A million served requests cost ${dollars(one)}.`,
      ko: `처리한 요청 100만 건당 ${dollars(one)}입니다.`,
    }
  return {
    en: `A million served requests cost ${dollars(one)} before and ${dollars(two)} after.`,
    ko: `처리한 요청 100만 건당 비용은 ${dollars(one)}에서 ${dollars(two)}로 바뀌었습니다.`,
  }
}

/** The savings that are easily overlooked: refused requests, and a secret that is read with every request. */
function reads(before: TestRun, after: TestRun | null): readonly Text[] {
  const [one, two] = [
    shareOfMillion(before, 'secrets-manager'),
    after && shareOfMillion(after, 'secrets-manager'),
  ]
  if (one === 0 || two === null || two >= one / 2) return []
  const both = (id: CostItem['id']) =>
    [before, after].map((run) => dollars(run ? shareOfMillion(run, id) : 0))
  const [gateway, running] = [both('api-gateway'), both('lambda-duration')]
  return [
    {
      en: `Of that, API Gateway, which bills refused requests too, went from ${gateway.join(' to ')}, reading the secret from ${dollars(one)} to ${dollars(two)}, and the function’s own running time from ${running.join(' to ')}.`,
      ko: `그중 거부된 요청에도 과금하는 API Gateway는 ${gateway.join('에서 ')}로, 시크릿 조회는 ${dollars(one)}에서 ${dollars(two)}로, 함수 실행 시간은 ${running.join('에서 ')}로 줄었습니다.`,
    },
  ]
}

function shareOfMillion({ cost, lambda }: TestRun, id: CostItem['id']): number {
  const item = cost?.items.find((item) => item.id === id)
  return item && lambda.invocations > 0 ? (item.amount / lambda.invocations) * 1e6 : 0
}

/** A scaled test says what its full size would cost: so many more requests, for so much longer. */
function fullSize(before: TestRun, after: TestRun | null): readonly Text[] {
  const { scale, load } = before
  if (scale === null || before.cost === null) return []
  const factor = scale.size * scale.time
  const costs = [before.cost, after?.cost ?? null].filter((cost): cost is Cost => cost !== null)
  const amounts = costs.map((cost) => dollars(cost.amount * factor))
  const length = seconds(load.durationSeconds * scale.time)
  const users = count(load.users * scale.size)
  return [
    {
      en: `At full size (${users} users for ${length.en}) the whole load, served or refused, would have cost about ${amounts.join(' and then ')}: scaled up ${count(scale.size)} × ${amount(scale.time)}.`,
      ko: `실제 규모(사용자 ${users}명, ${length.ko})라면 거부된 요청까지 모두 합친 비용은 약 ${amounts.join(', 이후 ')}입니다(${count(scale.size)} × ${amount(scale.time)}배 환산).`,
    },
  ]
}

/** What the prices are, and what is not in them. */
export const basis = ({ cost }: TestRun): Text => ({
  en: `An estimate at the list prices of ${cost?.pricesIn ?? '–'} on ${cost?.pricesOf ?? '–'}, without free tier, database, proxy and load generator.`,
  ko: `${cost?.pricesOf ?? '–'} ${cost?.pricesIn ?? '–'} 리전의 정가로 추정했으며 프리 티어, 데이터베이스, 프록시, 부하 생성기는 포함하지 않았습니다.`,
})
