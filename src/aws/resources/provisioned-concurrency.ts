import * as v from 'valibot'
import { LabError } from '../../core/errors.js'
import type { ReportLine } from '../../core/resource.js'
import { type Text, verbatim } from '../../system/text.js'
import type { Aws } from '../client/aws.js'
import { awsErrorName } from '../client/errors.js'
import { waitUntil } from '../client/wait.js'
import { ALIAS_ROUTING } from './alias-routing.js'
import { aliasesOfLabs } from './function-alias.js'
import { NONE, resource } from './resource.js'
import { orNothing, routingLeft } from './routing-left.js'

const INTENT = v.object({
  ...ALIAS_ROUTING.entries,
  // What it costs is reckoned by these two; what was found by its tag has neither.
  environments: v.exactOptional(v.number()),
  memoryMb: v.exactOptional(v.number()),
})
type Intent = v.InferOutput<typeof INTENT>
type Wanted = Intent & { readonly environments: number }

/** Environments kept ready for the lab's alias; the id is the alias. It costs as long as it is there, so nothing keeps it. */
export const provisionedConcurrency = resource<Intent, Wanted, ProvisionedConcurrency>({
  type: 'provisioned-concurrency',
  intent: INTENT,
  undo: 'delete',
  running: ({ environments, memoryMb }, { usd }) => {
    const price = usd['provisioned-gb-second']
    const isKnown = environments !== undefined && memoryMb !== undefined && price !== undefined
    return {
      what: 'provisioned-concurrency',
      hourlyUsd: isKnown ? environments * (memoryMb / 1024) * 3600 * price : null,
    }
  },
  find: async ({ aws, intent: { function: name, lab } }) => {
    const live = await provisionedFor(aws, name, lab)
    return live === null ? NONE : { kind: 'ours', id: lab, details: {}, live }
  },
  // Another number of them, or a try that failed, is asked for anew: the call replaces it.
  matches: ({ environments }, { requested, status }) =>
    requested === environments && status !== 'FAILED' ? 'as-wanted' : 'outdated',
  create: async ({ aws, wanted: { function: name, lab, environments } }) => {
    await putProvisionedConcurrency(aws, name, lab, environments)
    return { id: lab, details: {} }
  },
  ready: ({ aws, wanted: { function: name, lab }, report }) => provisionedReady(aws, name, lab, report),
  remove: async ({ aws, intent, id }) => {
    await deleteProvisionedConcurrency(aws, intent.function, id)
    return { kind: 'removed' }
  },
  describe: ({ function: name, environments }) => says(name, environments),
  tagged: async (aws, labId) => {
    const name = aws.access.names.function
    const aliases = await orNothing(aliasesOfLabs(aws, name, labId))
    const found = await Promise.all(
      aliases.map(async ({ lab }) =>
        (await provisionedFor(aws, name, lab)) === null
          ? []
          : [{ id: lab, labId: lab, intent: await routingLeft(aws, lab), what: says(name, undefined) }],
      ),
    )
    return found.flat()
  },
})

function says(name: string, environments: number | undefined): Text {
  const number = environments === undefined ? '' : `: ${environments}`
  return {
    en: `provisioned concurrency of ${name}${number}`,
    ko: `${name} 함수의 프로비저닝된 동시성${number}`,
  }
}

/** In execution environments. */
export interface ProvisionedConcurrency {
  readonly status: 'IN_PROGRESS' | 'READY' | 'FAILED'
  readonly why: string | null
  readonly requested: number
  readonly allocated: number
}

/** Of a version or an alias; null: none. */
export async function provisionedFor(
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
    if (ABSENT.has(awsErrorName(thrown) ?? '')) return null
    throw thrown
  }
}

/** Lambda answers at once and allocates for a minute or more; see `provisionedReady`. */
async function putProvisionedConcurrency(
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
async function provisionedReady(
  aws: Aws,
  name: string,
  qualifier: string,
  report: ReportLine,
): Promise<void> {
  await waitUntil({
    waitingFor: { en: 'the provisioned concurrency to be ready', ko: '프로비저닝된 동시성 준비' },
    seconds: LONGEST_SECONDS,
    signal: aws.signal,
    look: async () => {
      const now = await provisionedFor(aws, name, qualifier)
      if (now === null) return null
      report(verbatim(`${now.allocated} / ${now.requested}`))
      if (now.status === 'FAILED') throw provisioningFailed(name, now)
      return now.status === 'READY' ? now : null
    },
  })
}

/** Lambda prepares for a minute or two and then allocates up to 6,000 a minute. */
const LONGEST_SECONDS = 900

/** Resolves when it is gone; not there is success. */
async function deleteProvisionedConcurrency(aws: Aws, name: string, qualifier: string): Promise<void> {
  const lambda = await aws.lambda()
  await lambda
    .deleteProvisionedConcurrencyConfig({ FunctionName: name, Qualifier: qualifier })
    .catch((thrown: unknown) => {
      if (!ABSENT.has(awsErrorName(thrown) ?? '')) throw thrown
    })
  await waitUntil({
    waitingFor: { en: 'the provisioned concurrency to be gone', ko: '프로비저닝된 동시성 삭제' },
    seconds: 120,
    signal: aws.signal,
    look: async () => ((await provisionedFor(aws, name, qualifier)) === null ? true : null),
  })
}

/** No configuration, or no alias or function that could have one. */
const ABSENT = new Set(['ProvisionedConcurrencyConfigNotFoundException', 'ResourceNotFoundException'])

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
