import type { Architecture, GetFunctionCommandOutput } from '@aws-sdk/client-lambda'
import { LabError } from '../../core/errors.js'
import type { Aws } from '../client/aws.js'
import { awsErrorName } from '../client/errors.js'
import { provisionedFor } from '../resources/provisioned-concurrency.js'

/** A function as it is live now. Its environment variables are not here: they may be secrets. */
export interface LiveFunction {
  readonly name: string
  readonly arn: string
  readonly runtime: string
  /** `lambda_function.lambda_handler`. */
  readonly handler: string
  readonly memoryMb: number
  /** SHA-256 of the deployment package, base64. */
  readonly codeSha256: string
  /** Changes with every change of code or configuration. */
  readonly revisionId: string
  /** Where the package can be had for ten minutes. */
  readonly codeLocation: string
  readonly reservedConcurrency: number | null
  readonly packageType: 'Zip' | 'Image'
  readonly architectures: readonly Architecture[]
  /** `Active`, unless Lambda is making it, or failed to, or put it aside. */
  readonly state: string
  readonly update: 'Successful' | 'Failed' | 'InProgress'
  /** Why it is in that state, in Lambda's words. */
  readonly why: string | null
  readonly snapStart: boolean
}

/** null: there is none of that name. */
export async function findFunction(aws: Aws, name: string): Promise<LiveFunction | null> {
  const lambda = await aws.lambda()
  try {
    return liveFunction(name, await lambda.getFunction({ FunctionName: name }))
  } catch (thrown) {
    if (awsErrorName(thrown) === 'ResourceNotFoundException') return null
    throw thrown
  }
}

export async function requireFunction(aws: Aws, name: string): Promise<LiveFunction> {
  const found = await findFunction(aws, name)
  if (found === null) throw noFunction(name)
  return found
}

/** Concurrency that Lambda allows, as it tells it: on a scaled target already scaled. */
export interface ConcurrencyLimits {
  readonly accountConcurrency: number
  /** What is neither reserved nor provisioned by any function. */
  readonly unreservedConcurrency: number
  readonly reservedConcurrency: number | null
  readonly provisionedConcurrency: number
}

/** `qualifier`: the version or alias that is called; null: the function itself, for which nothing can be provisioned. */
export async function concurrencyLimits(
  aws: Aws,
  name: string,
  qualifier: string | null,
): Promise<ConcurrencyLimits> {
  const lambda = await aws.lambda()
  const [{ AccountLimit }, { reservedConcurrency }, provisioned] = await Promise.all([
    lambda.getAccountSettings({}),
    requireFunction(aws, name),
    qualifier === null ? null : provisionedFor(aws, name, qualifier),
  ])
  return {
    accountConcurrency: AccountLimit?.ConcurrentExecutions ?? 0,
    unreservedConcurrency: AccountLimit?.UnreservedConcurrentExecutions ?? 0,
    reservedConcurrency,
    provisionedConcurrency: provisioned?.status === 'READY' ? provisioned.allocated : 0,
  }
}

function liveFunction(name: string, answer: GetFunctionCommandOutput): LiveFunction {
  const { Configuration = {}, Code, Concurrency } = answer
  return {
    name,
    arn: Configuration.FunctionArn ?? name,
    runtime: Configuration.Runtime ?? '',
    handler: Configuration.Handler ?? '',
    memoryMb: Configuration.MemorySize ?? 128,
    codeSha256: Configuration.CodeSha256 ?? '',
    revisionId: Configuration.RevisionId ?? '',
    codeLocation: Code?.Location ?? '',
    reservedConcurrency: Concurrency?.ReservedConcurrentExecutions ?? null,
    packageType: Configuration.PackageType ?? 'Zip',
    architectures: Configuration.Architectures ?? [],
    state: Configuration.State ?? 'Active',
    update: Configuration.LastUpdateStatus ?? 'Successful',
    why: Configuration.StateReason ?? Configuration.LastUpdateStatusReason ?? null,
    snapStart: Configuration.SnapStart?.ApplyOn === 'PublishedVersions',
  }
}

function noFunction(name: string): LabError {
  return new LabError({
    code: 'application-missing',
    what: { en: `There is no function named ${name}.`, ko: `이름이 ${name}인 함수가 없습니다.` },
    why: {
      en: 'The lab builds on the application of Modules 1 to 3 of the workshop.',
      ko: '이 실습은 워크숍의 Module 1~3에서 만든 애플리케이션을 사용합니다.',
    },
    next: {
      en: 'Check the account and the Region with `lab doctor`, or create it: `lab app deploy`.',
      ko: '`lab doctor`로 계정과 리전을 확인하거나, `lab app deploy`로 만드세요.',
    },
  })
}
