import type { Text } from '../../system/text.js'
import { ITEM_IDS, ITEM_NAMES } from '../cost/items.js'
import { aboutDollars, amount, count, dollars, seconds } from '../numbers.js'
import type { Cost, CostItem, TestRun } from '../run/run.js'
import { basis } from './price-basis.js'
import type { Part } from './story-parts.js'

/** What the tests cost, or would have cost on AWS. */
export function bill(before: TestRun, after: TestRun | null): Part {
  return {
    question: { en: 'What does it cost on AWS?', ko: 'AWS에서라면 얼마일까요?' },
    answer: [
      perMillion(before, after),
      ...parts(before, after),
      ...fullSize(before, after),
      basis(before),
      ...otherPrices(before, after),
    ],
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

/** The items of which the cost of a million invocations changed most, the largest change first. */
function parts(before: TestRun, after: TestRun | null): readonly Text[] {
  if (after === null || before.lambda.invocations === 0 || after.lambda.invocations === 0) return []
  const changes = ITEM_IDS.map((id) => ({ id, one: ofMillion(before, id), two: ofMillion(after, id) }))
    .filter(
      ({ one, two }) => Math.abs(one - two) >= Math.max(one, two) * TELLING && Math.max(one, two) >= CENT,
    )
    .toSorted((a, b) => Math.abs(b.one - b.two) - Math.abs(a.one - a.two))
  if (changes.length === 0) return []
  const told = (lang: 'en' | 'ko') =>
    changes
      .map(({ id, one, two }) =>
        lang === 'en'
          ? `${ITEM_NAMES[id].en} from ${dollars(one)} to ${dollars(two)}`
          : `${ITEM_NAMES[id].ko} ${dollars(one)} → ${dollars(two)}`,
      )
      .join(', ')
  const refused: Text =
    before.lambda.throttles + after.lambda.throttles === 0
      ? { en: '', ko: '' }
      : {
          en: ' API Gateway also charges for refused requests.',
          ko: ' API Gateway는 거부된 요청에도 과금합니다.',
        }
  return [
    {
      en: `Of that changed: ${told('en')}.${refused.en}`,
      ko: `그중 달라진 항목: ${told('ko')}.${refused.ko}`,
    },
  ]
}

/** A change of less than this share is no change to speak of. */
const TELLING = 0.1
const CENT = 0.01

function ofMillion({ cost, lambda }: TestRun, id: CostItem['id']): number {
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
  const refused: Text = [before, after].some((run) => (run?.lambda.throttles ?? 0) > 0)
    ? { en: ' including its refused requests', ko: '거부된 요청까지 포함한 ' }
    : { en: '', ko: '' }
  return [
    {
      en: `At full size (${users} users for ${length.en}), the load${refused.en} would have cost ${costs.en}. That is the cost of the load as it ran times ${amount(factor)}: ${size} times the load for ${time} times as long.`,
      ko: `실제 규모(사용자 ${users}명, ${length.ko})였다면 ${refused.ko}비용은 ${costs.ko}입니다. 실행한 부하의 비용을 ${amount(factor)}배(부하 ${size}배 × 시간 ${time}배)로 환산한 값입니다.`,
    },
  ]
}

function atFullSize(before: Cost, after: Cost | null, factor: number): Text {
  const one = aboutDollars(before.amount * factor)
  if (after === null) return one
  const two = aboutDollars(after.amount * factor)
  return {
    en: `${one.en} in test 1 and ${two.en} in test 2`,
    ko: `1차 테스트 ${one.ko}, 2차 테스트 ${two.ko}`,
  }
}

/** Each test keeps the prices of its own day. */
function otherPrices({ cost: one }: TestRun, after: TestRun | null): readonly Text[] {
  const two = after?.cost ?? null
  if (one === null || two === null) return []
  if (one.pricesIn === two.pricesIn && one.pricesOf === two.pricesOf) return []
  return [
    {
      en: `Test 2 was estimated at those of ${two.pricesIn} on ${two.pricesOf}: part of the difference may be the prices’.`,
      ko: `2차 테스트는 ${two.pricesOf} ${two.pricesIn} 리전의 정가로 추정했으므로 차이의 일부는 가격 차이일 수 있습니다.`,
    },
  ]
}
