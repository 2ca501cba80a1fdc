import type { Text } from '../../system/text.js'
import { ITEM_IDS, ITEM_NAMES } from '../cost/items.js'
import { amount, count, dollars, seconds } from '../numbers.js'
import type { Cost, CostItem, TestRun } from '../run/run.js'
import type { Part } from './story-parts.js'

/** What the tests cost, or would have cost on AWS. */
export function bill(before: TestRun, after: TestRun | null): Part {
  return {
    question: { en: 'What does it cost on AWS?', ko: 'AWS에서는 비용이 얼마입니까?' },
    answer: [perMillion(before, after), ...parts(before, after), ...fullSize(before, after), basis(before)],
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
  return [
    {
      en: `Of that changed: ${told('en')}. API Gateway also charges for refused requests.`,
      ko: `그중 달라진 항목: ${told('ko')}. API Gateway는 거부된 요청에도 과금합니다.`,
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
export function basis({ cost, secretReads, target }: TestRun): Text {
  const [region, date] = [cost?.pricesIn ?? '–', cost?.pricesOf ?? '–']
  const uncounted = secretReads.kind === 'not-counted'
  const elsewhere: Text =
    region === target.region
      ? { en: '', ko: '' }
      : {
          en: ` Those of ${target.region} are not known here; \`lab prices --region ${target.region}\` asks AWS.`,
          ko: ` ${target.region} 리전의 가격은 알 수 없습니다. \`lab prices --region ${target.region}\`으로 AWS에 조회할 수 있습니다.`,
        }
  return {
    en: `Estimated at the list prices of ${region} on ${date}, without the free tier, the database, the proxy, the load generator${uncounted ? ', reads of secrets (not counted here)' : ''} and what the function’s code calls besides.${elsewhere.en}`,
    ko: `${date} ${region} 리전의 정가로 추정했으며 프리 티어, 데이터베이스, 프록시, 부하 발생기${uncounted ? ', 보안 암호 조회(집계되지 않음)' : ''}, 그 밖에 함수 코드가 호출하는 서비스는 포함하지 않았습니다.${elsewhere.ko}`,
  }
}
