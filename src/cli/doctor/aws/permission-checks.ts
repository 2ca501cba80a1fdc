import { type DryRun, dryRunEnvironment, dryRunInstance } from '../../../aws/account/dry-run.js'
import { isCloud9Type } from '../../../aws/load-host/instance-types.js'
import { statementsFor } from '../../../aws/permissions/policy.js'
import { simulate } from '../../../aws/permissions/simulate.js'
import { LabError } from '../../../core/errors.js'
import type { Text } from '../../../system/text.js'
import type { DoctorFinding } from '../../../ui/doctor/diagnosis.js'
import { type DoctorCheck, ok } from '../check.js'
import type { Account } from './account.js'
import { NO_CREDENTIALS, NO_SUBNET, withPrerequisite } from './prerequisite.js'

/** By IAM's own simulation, where the caller may ask for it. */
export function permissionsCheck({ aws, signedIn }: Account): DoctorCheck {
  return {
    id: 'permissions',
    name: { en: 'permissions', ko: '권한' },
    run: () =>
      withPrerequisite(signedIn, NO_CREDENTIALS, async (caller): Promise<DoctorFinding> => {
        const { target, names } = aws.access
        const statements = statementsFor({ region: target.region, account: caller.account, names })
        const simulated = await simulate(aws, caller, statements)
        switch (simulated.kind) {
          case 'allowed':
            return ok({ en: 'all that the lab needs', ko: '실습에 필요한 권한이 모두 있습니다' })
          case 'root':
            return { kind: 'warning', ...AS_ROOT }
          case 'missing':
            return { kind: 'failed', ...missing(simulated.actions) }
          case 'unknown':
            if (simulated.why instanceof LabError && NOT_ASKED.has(simulated.why.code)) throw simulated.why
            return { kind: 'warning', ...NOT_SIMULATED }
        }
      }),
  }
}

/** IAM was not reached at all. */
const NOT_ASKED = new Set(['not-the-service', 'unreachable'])

/** By asking for the machine, without making it. A rule cannot be tried: there is no security group yet that least permissions reach. */
export function dryRunCheck({ aws, cloud9, subnet, instanceType }: Account): DoctorCheck {
  return {
    id: 'dry-run',
    name: { en: 'dry run', ko: '모의 실행' },
    run: () =>
      withPrerequisite(subnet, NO_SUBNET, async ({ id }): Promise<DoctorFinding> => {
        const byCloud9 = (await cloud9()) === 'open' && isCloud9Type(instanceType)
        const made = await (byCloud9 ? dryRunEnvironment : dryRunInstance)(aws, id, instanceType)
        return made.kind === 'allowed' ? ok(made.operation) : { kind: 'failed', ...refusal(made) }
      }),
  }
}

function refusal({ operation, why }: DryRun & { readonly kind: 'refused' }): Trouble {
  if (!(why instanceof LabError)) throw why
  return {
    detail: {
      en: `${operation}: ${(why.why ?? why.what).en}`,
      ko: `${operation}: ${(why.why ?? why.what).ko}`,
    },
    fix: why.code === 'not-authorised' ? ASK_FOR_POLICY : why.next,
  }
}

interface Trouble {
  readonly detail: Text
  readonly fix: Text | null
}

const ASK_FOR_POLICY: Text = {
  en: 'Ask for the policy that `lab doctor --policy` prints to be attached to your user or role.',
  ko: '`lab doctor --policy`가 출력하는 정책을 사용자나 역할에 연결해 달라고 요청하세요.',
}

const missing = (actions: readonly string[]): Trouble => ({
  detail: { en: `Not allowed: ${actions.join(', ')}.`, ko: `허용되지 않음: ${actions.join(', ')}` },
  fix: ASK_FOR_POLICY,
})

const NOT_SIMULATED: Trouble = {
  detail: {
    en: 'They could not be looked up: iam:SimulatePrincipalPolicy is not allowed or not supported. The dry run covers some of them.',
    ko: 'iam:SimulatePrincipalPolicy가 허용되지 않거나 지원되지 않아 확인할 수 없습니다. 일부는 모의 실행으로 알 수 있습니다.',
  },
  fix: {
    en: 'Nothing, if the steps succeed. `lab doctor --policy` prints every permission that they need.',
    ko: '단계가 잘 진행되면 그대로 두세요. 필요한 권한은 `lab doctor --policy`로 볼 수 있습니다.',
  },
}

const AS_ROOT: Trouble = {
  detail: {
    en: "These are the root user's credentials, which may do everything.",
    ko: '루트 사용자의 자격 증명이므로 모든 작업이 허용됩니다.',
  },
  fix: {
    en: 'Use a role or a user with the policy that `lab doctor --policy` prints.',
    ko: '`lab doctor --policy`가 출력하는 정책을 연결한 역할이나 사용자를 쓰세요.',
  },
}
