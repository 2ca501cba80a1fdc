import type { Text } from '../../system/text.js'
import type { Aws } from '../client/aws.js'
import { findGateway } from '../api-gateway/gateway.js'
import { testInvoke } from '../functions/invoke.js'
import { waitUntil } from '../client/wait.js'

/** RDS Proxy goes on connecting to the database after CloudFormation calls it complete. */
const LONGEST_SECONDS = 900

/** Invokes the function until it answers from the database, and answers what it said; a failure meanwhile is told. */
export async function firstAnswer(
  aws: Aws,
  functionName: string,
  report: (line: Text) => void,
): Promise<string> {
  const gateway = await findGateway(aws)
  return waitUntil({
    waitingFor: { en: 'the function to reach its database', ko: '함수의 데이터베이스 연결 대기' },
    seconds: LONGEST_SECONDS,
    signal: aws.signal,
    next: {
      en: "Look at the function's log in CloudWatch and at the proxy's target in RDS, then type `lab app deploy` again.",
      ko: 'CloudWatch에서 함수의 로그를, RDS에서 프록시의 대상을 확인한 뒤 `lab app deploy`를 다시 실행하세요.',
    },
    look: async () => {
      const { answer, verdict } = await testInvoke(aws, { functionName, qualifier: null, gateway })
      if (verdict.kind === 'works') return answer
      const why = answer.split('\n')[0]?.slice(0, 120) ?? ''
      report({ en: `not yet: ${why}`, ko: `아직 연결되지 않음: ${why}` })
      return null
    },
  })
}
