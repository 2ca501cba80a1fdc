import type { Text } from '../../system/text.js'
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
      en: 'There were no invocations, so there is no cost per invocation.',
      ko: '호출이 없어 호출당 비용을 구할 수 없습니다.',
    }
  if (two === null)
    return {
      en: `The cost per million invocations was ${dollars(one)}.`,
      ko: `호출 100만 건당 비용은 ${dollars(one)}입니다.`,
    }
  return {
    en: `The cost per million invocations was ${dollars(one)} in test 1 and ${dollars(two)} in test 2.`,
    ko: `호출 100만 건당 비용은 1차 테스트에서 ${dollars(one)}, 2차 테스트에서 ${dollars(two)}입니다.`,
  }
}

/** The savings that are easily overlooked: refused requests, and a secret that is read on every invocation. */
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
      en: `Of that, API Gateway, which also charges for refused requests, went from ${gateway.join(' to ')}, reading the secret from ${dollars(one)} to ${dollars(two)}, and the function’s duration from ${running.join(' to ')}.`,
      ko: `그중 거부된 요청에도 과금하는 API Gateway 요금은 ${gateway.join('에서 ')}로, 보안 암호 조회 요금은 ${dollars(one)}에서 ${dollars(two)}로, 함수 실행 시간 요금은 ${running.join('에서 ')}로 바뀌었습니다.`,
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
  const costs = atFullSize(before.cost, after?.cost ?? null, factor)
  const [size, time] = [count(scale.size), amount(scale.time)]
  const length = seconds(load.durationSeconds * scale.time)
  const users = count(load.users * scale.size)
  return [
    {
      en: `At full size (${users} users for ${length.en}), the load including its refused requests would have cost about ${costs.en}. That is the cost of the load as it ran times ${amount(factor)}: ${size} times the load for ${time} times as long.`,
      ko: `실제 규모(사용자 ${users}명, ${length.ko})였다면 거부된 요청까지 포함한 비용은 ${costs.ko}입니다. 실행한 부하의 비용을 ${amount(factor)}배(부하 ${size}배 × 시간 ${time}배)로 환산한 값입니다.`,
    },
  ]
}

function atFullSize(before: Cost, after: Cost | null, factor: number): Text {
  const one = dollars(before.amount * factor)
  if (after === null) return { en: one, ko: `약 ${one}` }
  const two = dollars(after.amount * factor)
  return { en: `${one} in test 1 and ${two} in test 2`, ko: `1차 테스트 약 ${one}, 2차 테스트 약 ${two}` }
}

/** What the prices are, and what is not in them. */
export const basis = ({ cost }: TestRun): Text => ({
  en: `Estimated at the list prices of ${cost?.pricesIn ?? '–'} on ${cost?.pricesOf ?? '–'}, without the free tier, the database, the proxy and the load generator.`,
  ko: `${cost?.pricesOf ?? '–'} ${cost?.pricesIn ?? '–'} 리전의 정가로 추정했으며 프리 티어, 데이터베이스, 프록시, 부하 발생기는 포함하지 않았습니다.`,
})
