import { LabError } from '../../core/errors.js'
import { verbatim } from '../../system/text.js'
import type { Aws } from '../client/aws.js'
import { awsErrorName } from '../client/errors.js'
import { waitUntil } from '../client/wait.js'

/** In execution environments. */
export interface ProvisionedConcurrency {
  readonly status: 'IN_PROGRESS' | 'READY' | 'FAILED'
  readonly why: string | null
  readonly requested: number
  readonly allocated: number
}

/** Of a version or an alias; null: none. */
export async function provisionedConcurrency(
  aws: Aws,
  name: string,
  qualifier: string,
): Promise<ProvisionedConcurrency | null> {
  const lambda = await aws.lambda()
  try {
    const answer = await lambda.getProvisionedConcurrencyConfig({ FunctionName: name, Qualifier: qualifier })
    return {
      status: answer.Status ?? 'IN_PROGRESS',
      why: answer.StatusReason ?? null,
      requested: answer.RequestedProvisionedConcurrentExecutions ?? 0,
      allocated: answer.AllocatedProvisionedConcurrentExecutions ?? 0,
    }
  } catch (thrown) {
    if (NONE.has(awsErrorName(thrown) ?? '')) return null
    throw thrown
  }
}

/** Lambda answers at once and allocates for a minute or more; see `provisionedReady`. */
export async function putProvisionedConcurrency(
  aws: Aws,
  name: string,
  qualifier: string,
  environments: number,
): Promise<void> {
  const lambda = await aws.lambda()
  await lambda.putProvisionedConcurrencyConfig({
    FunctionName: name,
    Qualifier: qualifier,
    ProvisionedConcurrentExecutions: environments,
  })
}

/** Resolves when all are allocated. Throws `provisioning-failed` with Lambda's reason, or `timed-out`. */
export async function provisionedReady(
  aws: Aws,
  name: string,
  qualifier: string,
  progress: (now: ProvisionedConcurrency) => void,
): Promise<void> {
  await waitUntil({
    waitingFor: { en: 'the provisioned concurrency to be ready', ko: '프로비저닝된 동시성 준비' },
    seconds: LONGEST_SECONDS,
    signal: aws.signal,
    look: async () => {
      const now = await provisionedConcurrency(aws, name, qualifier)
      if (now === null) return null
      progress(now)
      if (now.status === 'FAILED') throw provisioningFailed(name, now)
      return now.status === 'READY' ? now : null
    },
  })
}

/** Lambda prepares for a minute or two and then allocates up to 6,000 a minute. */
const LONGEST_SECONDS = 900

/** Resolves when it is gone; not there is success. */
export async function deleteProvisionedConcurrency(aws: Aws, name: string, qualifier: string): Promise<void> {
  const lambda = await aws.lambda()
  await lambda
    .deleteProvisionedConcurrencyConfig({ FunctionName: name, Qualifier: qualifier })
    .catch((thrown: unknown) => {
      if (!NONE.has(awsErrorName(thrown) ?? '')) throw thrown
    })
  await waitUntil({
    waitingFor: { en: 'the provisioned concurrency to be gone', ko: '프로비저닝된 동시성 삭제' },
    seconds: 120,
    signal: aws.signal,
    look: async () => ((await provisionedConcurrency(aws, name, qualifier)) === null ? true : null),
  })
}

/** No configuration, or no alias or function that could have one. */
const NONE = new Set(['ProvisionedConcurrencyConfigNotFoundException', 'ResourceNotFoundException'])

function provisioningFailed(name: string, { why, requested, allocated }: ProvisionedConcurrency): LabError {
  return new LabError({
    code: 'provisioning-failed',
    what: {
      en: `Lambda could not keep ${requested} environments of ${name} ready (only ${allocated}).`,
      ko: `${name} 함수의 실행 환경 ${requested}개를 준비하지 못했습니다(${allocated}개 준비됨).`,
    },
    why: why === null ? null : verbatim(why),
    next: {
      en: 'If the reason is an init failure, fix the code; if it is the limit, request fewer: `lab next --provisioned N`.',
      ko: '초기화 실패라면 코드를 고치고, 한도 때문이라면 `lab next --provisioned N`으로 더 적게 요청하세요.',
    },
  })
}
