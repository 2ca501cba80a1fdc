import { INSTANCE_TYPE } from '../../../steps/01-environment/questions.js'
import type { ExitName } from '../../core/errors.js'
import type { LabState } from '../../core/state.js'
import { WORKSHOP_NAMES } from '../../core/target.js'
import { labStore } from '../connect/lab-store.js'
import { diagnosisView } from '../../ui/doctor/diagnosis-view.js'
import { type Diagnosis, doctorJson } from '../../ui/doctor/diagnosis.js'
import { runningJson } from '../../ui/status/running-view.js'
import { tell } from '../../ui/tell.js'
import type { CommandCall } from '../command.js'
import { type DoctorCheck, outcomeOf } from '../doctor/check.js'
import { localChecks } from '../doctor/local-checks.js'
import { runningIn } from '../prices/running-costs.js'

export async function run(call: CommandCall): Promise<ExitName> {
  const { screen, flags } = call
  const state = await boundState(call)
  if (flags.policy) return printPolicy(call, state)
  const target = flags.target ?? state?.target.kind ?? 'local'
  const diagnoses: Diagnosis[] = []
  if (!flags.json) screen.results.print([''])
  const checks = target === 'aws' ? sideBySide(await checksOnAws(call, state)) : localChecks(flags.dir)
  for (const check of checks) {
    const diagnosis = { id: check.id, name: check.name, finding: await outcomeOf(check) }
    diagnoses.push(diagnosis)
    if (!flags.json) screen.results.print(diagnosisView(diagnosis, screen.results.layout()))
  }
  const failed = diagnoses.filter(({ finding }) => finding.kind === 'failed')
  if (flags.json) {
    const running = runningJson(await runningIn(flags.dir))
    screen.results.printJson({ ...doctorJson(target, diagnoses, screen.lang), running })
  } else tell(screen, failed.length === 0 ? onward(target) : again(target))
  return failed.length === 0 ? 'done' : 'failed'
}

/** Of this lab; a state that cannot be read is for a check to find. */
async function boundState({ flags }: CommandCall): Promise<LabState | null> {
  return labStore(flags.dir)
    .read()
    .catch(() => null)
}

async function checksOnAws(call: CommandCall, state: LabState | null): Promise<readonly DoctorCheck[]> {
  const { dir, profile, region } = call.flags
  const instanceType = call.answers[INSTANCE_TYPE.name]
  const { awsChecks } = await import('../doctor/aws/aws-checks.js')
  return awsChecks({
    dir,
    profile,
    region: region ?? state?.target.region ?? null,
    names: namesOf(call, state),
    instanceType: typeof instanceType === 'string' ? instanceType : null,
  })
}

/** Begun at once: each may wait for minutes where a service does not answer. */
function sideBySide(checks: readonly DoctorCheck[]): readonly DoctorCheck[] {
  return checks.map((check) => {
    const finding = outcomeOf(check)
    return { ...check, run: () => finding }
  })
}

/** JSON and nothing else, so that it can be piped to where policies are made. */
async function printPolicy(call: CommandCall, state: LabState | null): Promise<ExitName> {
  const { flags, screen } = call
  const [{ awsAccess }, { policyFor }] = await Promise.all([
    import('../../aws/client/connect.js'),
    import('../../aws/permissions/policy.js'),
  ])
  const onAws = state?.target.kind === 'aws' ? state.target : null
  const { target } = await awsAccess({
    profile: flags.profile,
    region: flags.region ?? onAws?.region ?? null,
  })
  const policy = policyFor({ region: target.region, account: null, names: namesOf(call, state) })
  screen.results.printJson(policy)
  return 'done'
}

const namesOf = ({ flags }: CommandCall, state: LabState | null) => ({
  ...(state?.application ?? WORKSHOP_NAMES),
  ...flags.names,
})

const onward = (target: 'local' | 'aws') =>
  ({
    kind: 'next',
    command: target === 'aws' ? 'lab next --target aws' : 'lab next',
    why: { en: 'starts or continues the lab', ko: '시작하거나 이어서 진행합니다' },
  }) as const

const again = (target: 'local' | 'aws') =>
  ({
    kind: 'next',
    command: target === 'aws' ? 'lab doctor --target aws' : 'lab doctor',
    why: { en: 'checks again once that is fixed', ko: '문제를 해결한 다음 다시 점검합니다' },
  }) as const
