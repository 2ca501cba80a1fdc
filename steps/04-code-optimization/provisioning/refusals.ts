import type { Aws } from '../../../src/aws/client/aws.js'
import type { Gateway } from '../../../src/aws/api-gateway/gateway.js'
import { concurrencyLimits, type LiveFunction } from '../../../src/aws/functions/function.js'
import { provisionedConcurrency } from '../../../src/aws/resources/provisioned-concurrency.js'
import { LabError } from '../../../src/core/errors.js'
import type { StepContext } from '../../../src/core/step.js'
import { PROVISIONED_ENVIRONMENTS } from './rows.js'

/** Throws where so many environments cannot be kept ready for what this API calls. */
export async function refuseUnprovisionable(
  lab: StepContext,
  cloud: Aws,
  { live, gateway }: { readonly live: LiveFunction; readonly gateway: Gateway },
  environments: number,
): Promise<void> {
  if (live.snapStart) throw snapStart(live)
  if (gateway.method.credentials !== null) throw calledByRole(live, gateway.method.credentials)
  const limits = await concurrencyLimits(cloud, live.name, null)
  const row = lab.ledger.row(PROVISIONED_ENVIRONMENTS)
  const own = row === null ? 0 : (provisionedConcurrency.intentIn(row).environments ?? 0)
  const most =
    limits.reservedConcurrency ??
    limits.unreservedConcurrency + own - unreservable(lab, limits.accountConcurrency)
  if (environments > most) throw tooMany(live, environments, Math.max(0, most), limits.accountConcurrency)
}

/** What Lambda leaves to all other functions; accounts with the small limit of a new one have another margin. */
function unreservable({ access }: StepContext, accountConcurrency: number): number {
  const margin = 100 / (access.scale?.size ?? 1)
  return accountConcurrency > 2 * margin ? Math.max(1, Math.round(margin)) : 0
}

function snapStart({ name }: LiveFunction): LabError {
  return new LabError({
    code: 'provisioned-with-snapstart',
    what: {
      en: `${name} uses SnapStart, which Lambda does not combine with provisioned concurrency.`,
      ko: `${name} 함수는 SnapStart를 사용합니다. SnapStart와 프로비저닝된 동시성은 함께 쓸 수 없습니다.`,
    },
    why: null,
    next: {
      en: 'Optimize the code instead: `lab next` without `--provisioned`.',
      ko: '`--provisioned` 없이 `lab next`를 실행해 코드를 최적화하세요.',
    },
  })
}

function calledByRole({ name }: LiveFunction, role: string): LabError {
  return new LabError({
    code: 'api-calls-with-a-role',
    what: {
      en: `The API calls ${name} with a role, which may not be allowed to call an alias.`,
      ko: `API가 역할을 사용해 ${name} 함수를 호출합니다. 이 역할에는 별칭을 호출할 권한이 없을 수 있습니다.`,
    },
    why: { en: `Its integration has the credentials ${role}.`, ko: `통합의 자격 증명: ${role}` },
    next: {
      en: 'Remove the credentials from the integration (the function’s own policy then decides), or type `lab next` without `--provisioned`.',
      ko: '통합에서 자격 증명을 제거하거나(그러면 함수의 정책이 적용됩니다) `--provisioned` 없이 `lab next`를 실행하세요.',
    },
  })
}

function tooMany({ name }: LiveFunction, wanted: number, most: number, account: number): LabError {
  return new LabError({
    code: 'too-many-provisioned',
    exit: 'usage',
    what: {
      en: `${wanted} environments cannot be kept ready for ${name}: at most ${most} are available.`,
      ko: `${name} 함수에 실행 환경 ${wanted}개를 준비할 수 없습니다. 가능한 수는 ${most}개입니다.`,
    },
    why: {
      en: `The account's concurrency limit is ${account}, minus what is already reserved or provisioned and what Lambda keeps for other functions.`,
      ko: `계정의 동시성 한도는 ${account}이며, 이미 예약·프로비저닝된 수와 다른 함수 몫을 뺀 만큼만 쓸 수 있습니다.`,
    },
    next: {
      en: `Request fewer: \`lab next --provisioned ${Math.max(1, most)}\`, or have the limit raised (Service Quotas, L-B99A9384).`,
      ko: `\`lab next --provisioned ${Math.max(1, most)}\`처럼 더 적게 요청하거나 한도를 늘리세요(Service Quotas, L-B99A9384).`,
    },
  })
}
