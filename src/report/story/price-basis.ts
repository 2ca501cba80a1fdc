import type { Text } from '../../system/text.js'
import type { TestRun } from '../run/run.js'

/** What the prices are, and what is not in them. */
export function basis(run: TestRun): Text {
  const { cost, target } = run
  const [region, date] = [cost?.pricesIn ?? '–', cost?.pricesOf ?? '–']
  const without = NOT_BILLED.filter(({ is }) => is(run)).map(({ what }) => what)
  const elsewhere = region === target.region ? NOTHING : unknownIn(target.region)
  const reads = readsOf(run)
  return {
    en: `Estimated at the list prices of ${region} on ${date}, without ${without.map(({ en }) => en).join(', ')} and what the function’s code calls besides.${reads.en}${elsewhere.en}`,
    ko: `${date} ${region} 리전의 정가로 추정했으며 ${without.map(({ ko }) => ko).join(', ')}, 그 밖에 함수 코드가 호출하는 서비스는 포함하지 않았습니다.${reads.ko}${elsewhere.ko}`,
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
    // Tests recorded before they were billed.
    what: { en: 'CloudWatch Logs', ko: 'CloudWatch Logs' },
    is: (run) => !hasLogs(run) && run.lambda.invocations > 0,
  },
  {
    what: {
      en: 'what the function prints to its log (its length is not known)',
      ko: '함수가 로그에 출력하는 내용(길이를 알 수 없음)',
    },
    is: (run) => hasLogs(run) && run.invoke.logBytes === undefined && run.target.kind !== 'simulated',
  },
]

const hasLogs = ({ cost }: TestRun): boolean =>
  cost?.items.some(({ id }) => id === 'cloudwatch-logs') === true

/** Where the reads that are billed come from, if they are not this function's, counted. */
function readsOf({ secretReads: reads, target }: TestRun): Text {
  if (reads.kind === 'assumed' && reads.each !== 'never') return ASSUMED[reads.each]
  return target.kind === 'aws' && reads.kind === 'counted' && reads.reads > 0 ? ACCOUNT : NOTHING
}

const ASSUMED: Readonly<Record<'invoke' | 'environment', Text>> = {
  invoke: {
    en: ' Reads of secrets were not counted: one for each invocation is assumed.',
    ko: ' 보안 암호 조회는 집계하지 않았으며 호출마다 한 번으로 가정했습니다.',
  },
  environment: {
    en: ' Reads of secrets were not counted: one for each execution environment is assumed.',
    ko: ' 보안 암호 조회는 집계하지 않았으며 실행 환경마다 한 번으로 가정했습니다.',
  },
}

const ACCOUNT: Text = {
  en: ' Reads of secrets are those of the whole account during the test.',
  ko: ' 보안 암호 조회는 테스트 중 계정 전체에서 일어난 횟수입니다.',
}

const unknownIn = (region: string): Text => ({
  en: ` Those of ${region} are not known here; \`lab prices --region ${region}\` asks AWS.`,
  ko: ` ${region} 리전의 가격은 알 수 없습니다. \`lab prices --region ${region}\`으로 AWS에 조회할 수 있습니다.`,
})
