import type { Text } from '../../system/text.js'
import type { TestRun } from '../run/run.js'

/** What the prices are, and what is not in them. */
export function basis(run: TestRun): Text {
  const { cost, target } = run
  const [region, date] = [cost?.pricesIn ?? '–', cost?.pricesOf ?? '–']
  const without = NOT_BILLED.filter(({ is }) => is(run)).map(({ what }) => what)
  const elsewhere = region === target.region ? NOTHING : unknownIn(target.region)
  const account = isOfTheAccount(run) ? ACCOUNT : NOTHING
  return {
    en: `Estimated at the list prices of ${region} on ${date}, without ${without.map(({ en }) => en).join(', ')} and what the function’s code calls besides.${account.en}${elsewhere.en}`,
    ko: `${date} ${region} 리전의 정가로 추정했으며 ${without.map(({ ko }) => ko).join(', ')}, 그 밖에 함수 코드가 호출하는 서비스는 포함하지 않았습니다.${account.ko}${elsewhere.ko}`,
  }
}

const NOTHING: Text = { en: '', ko: '' }
const always = () => true

const NOT_BILLED: readonly { readonly what: Text; readonly is: (run: TestRun) => boolean }[] = [
  { what: { en: 'the free tier', ko: '프리 티어' }, is: always },
  { what: { en: 'the database', ko: '데이터베이스' }, is: always },
  { what: { en: 'the proxy', ko: '프록시' }, is: always },
  { what: { en: 'the load generator', ko: '부하 발생기' }, is: always },
  {
    what: { en: 'reads of secrets (not counted here)', ko: '보안 암호 조회(집계되지 않음)' },
    is: ({ secretReads }) => secretReads.kind === 'not-counted',
  },
  {
    what: {
      en: 'what the function prints to its log (its length is not known)',
      ko: '함수가 로그에 출력하는 내용(길이를 알 수 없음)',
    },
    is: ({ invoke, target }) => invoke.logBytes === undefined && target.kind !== 'simulated',
  },
]

const isOfTheAccount = ({ secretReads, target }: TestRun): boolean =>
  target.kind === 'aws' && secretReads.kind === 'counted' && secretReads.reads > 0

const ACCOUNT: Text = {
  en: ' Reads of secrets are those of the whole account during the test.',
  ko: ' 보안 암호 조회는 테스트 중 계정 전체에서 일어난 횟수입니다.',
}

const unknownIn = (region: string): Text => ({
  en: ` Those of ${region} are not known here; \`lab prices --region ${region}\` asks AWS.`,
  ko: ` ${region} 리전의 가격은 알 수 없습니다. \`lab prices --region ${region}\`으로 AWS에 조회할 수 있습니다.`,
})
