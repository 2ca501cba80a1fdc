import { LabError } from '../../../core/errors.js'
import { type Text, verbatim } from '../../../system/text.js'
import type { Aws } from '../../client/aws.js'
import { awsErrorName } from '../../client/errors.js'
import { CHOICES, offeredChoices } from '../../load-host/instance-types.js'

export interface Launching {
  readonly instanceType: string
  readonly zone: string
  /** What to type before `lab next`: an environment that could not be made stays; null: nothing. */
  readonly first: 'lab reset environment' | null
}

/** Why no instance could be had, in EC2's words, and what could be had instead. null: it failed for another reason. */
export async function refusedLaunch(
  aws: Aws,
  reason: { readonly name: string | null; readonly message: string; readonly cause: unknown },
  launching: Launching,
): Promise<LabError | null> {
  const kind = kindOf(reason.name ?? '', reason.message)
  if (kind === null) return null
  const offered = await offeredChoices(aws, launching.zone)
  const limit = Number(/current vCPU limit of (\d+)/.exec(reason.message)?.[1] ?? Number.NaN)
  const wanted = CHOICES.find(({ name }) => name === launching.instanceType)?.vcpus ?? Infinity
  const others = offered.filter(({ name }) => name !== launching.instanceType)
  const fitting = others.filter(({ vcpus }) =>
    kind === 'vcpu-limit' ? vcpus <= limit || (Number.isNaN(limit) && vcpus < wanted) : true,
  )
  return new LabError({
    code: kind,
    what: {
      en: `EC2 could not launch a ${launching.instanceType} in ${launching.zone}.`,
      ko: `${launching.zone}에서 ${launching.instanceType} 인스턴스를 시작하지 못했습니다.`,
    },
    why: verbatim(reason.message),
    next: advice(
      kind,
      nearest(fitting, wanted).map(({ name }) => name),
      launching.first,
    ),
    cause: reason.cause,
  })
}

/** The same for what a call threw; what it cannot tell more of is thrown on as it is. */
export async function throwRefused(aws: Aws, thrown: unknown, launching: Launching): Promise<never> {
  const cause = thrown instanceof LabError ? thrown.cause : thrown
  const message = cause instanceof Error ? cause.message : ''
  throw (await refusedLaunch(aws, { name: awsErrorName(thrown), message, cause }, launching)) ?? thrown
}

type Kind = 'vcpu-limit' | 'no-capacity' | 'not-in-zone'

/** By the code where EC2 itself answered, by the words where Cloud9 passes them on. */
function kindOf(name: string, message: string): Kind | null {
  if (name === 'VcpuLimitExceeded' || /vCPU (capacity|limit)/.test(message)) return 'vcpu-limit'
  if (name === 'InsufficientInstanceCapacity' || /sufficient \S+ capacity/.test(message)) return 'no-capacity'
  if (name === 'Unsupported' || /not supported in your requested Availability Zone/.test(message))
    return 'not-in-zone'
  return null
}

/** The largest that is not larger than what was wanted first: it carries most of the load that was meant. */
function nearest(choices: typeof CHOICES, wanted: number): typeof CHOICES {
  const smaller = choices.filter(({ vcpus }) => vcpus <= wanted).toSorted((a, b) => b.vcpus - a.vcpus)
  return [...smaller, ...choices.filter(({ vcpus }) => vcpus > wanted)].slice(0, 3)
}

function advice(kind: Kind, names: readonly string[], before: Launching['first']): Text {
  const [first = 'c5.large'] = names
  const list = names.map((name) => `\`${name}\``).join(', ')
  const next = `\`lab next --instance-type ${first}\``
  const type: Text =
    before === null
      ? { en: `Type ${next}`, ko: next }
      : { en: `Type \`${before}\`, then ${next}`, ko: `\`${before}\`, ${next}` }
  if (kind === 'vcpu-limit') {
    return names.length === 0
      ? {
          en: 'Raise the quota L-1216C47A (Service Quotas, Amazon EC2), or terminate instances that you do not need, then type `lab next`.',
          ko: '할당량 L-1216C47A(Service Quotas, Amazon EC2)를 올리거나 쓰지 않는 인스턴스를 종료한 뒤 `lab next`를 실행하세요.',
        }
      : {
          en: `These fit: ${list}. ${type.en}, or raise the quota L-1216C47A (Service Quotas, Amazon EC2).`,
          ko: `한도에 맞는 유형: ${list}. ${type.ko} 명령을 실행하거나 할당량 L-1216C47A(Service Quotas, Amazon EC2)를 올리세요.`,
        }
  }
  return {
    en: `This zone offers ${list}. ${type.en}${kind === 'no-capacity' ? ', or try again later' : ''}.`,
    ko: `이 가용 영역에서 쓸 수 있는 유형: ${list}. ${type.ko} 명령을 실행하${kind === 'no-capacity' ? '거나 나중에 다시 시도하' : ''}세요.`,
  }
}
