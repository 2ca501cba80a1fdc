import type { ExitName } from '../../core/errors.js'
import { labFolder } from '../../store/lab-folder.js'
import { diagnosisView } from '../../ui/doctor/diagnosis-view.js'
import { type Diagnosis, doctorJson } from '../../ui/doctor/diagnosis.js'
import { runningJson } from '../../ui/status/running-view.js'
import { tell } from '../../ui/tell.js'
import type { Call } from '../command.js'
import { awsChecks } from '../doctor/aws-checks.js'
import { outcomeOf } from '../doctor/check.js'
import { localChecks } from '../doctor/local-checks.js'
import { runningIn } from '../running.js'

export async function run(call: Call): Promise<ExitName> {
  const { screen, flags } = call
  const target = flags.target ?? (await boundTarget(call)) ?? 'local'
  const diagnoses: Diagnosis[] = []
  if (!flags.json) screen.results.print([''])
  for (const check of (target === 'aws' ? awsChecks : localChecks)(flags.dir)) {
    const diagnosis = { id: check.id, name: check.name, finding: await outcomeOf(check) }
    diagnoses.push(diagnosis)
    if (!flags.json) screen.results.print(diagnosisView(diagnosis, screen.results.page()))
  }
  const failed = diagnoses.filter(({ finding }) => finding.kind === 'failed')
  if (flags.json) {
    const running = runningJson(await runningIn(flags.dir))
    screen.results.print([
      JSON.stringify({ ...doctorJson(target, diagnoses, screen.lang), running }, null, 2),
    ])
  } else tell(screen, failed.length === 0 ? ALL_WELL : TRY_AGAIN)
  return failed.length === 0 ? 'done' : 'failed'
}

/** Where this lab runs; a state that cannot be read is for a check to find. */
async function boundTarget({ flags }: Call): Promise<'local' | 'aws' | null> {
  return labFolder(flags.dir)
    .read()
    .then(
      (state) => state?.target.kind ?? null,
      () => null,
    )
}

const ALL_WELL = {
  kind: 'next',
  command: 'lab next',
  why: { en: 'begins, or goes on', ko: '시작하거나 이어서 진행합니다' },
} as const

const TRY_AGAIN = {
  kind: 'next',
  command: 'lab doctor',
  why: { en: 'looks again, once that is fixed', ko: '문제를 해결한 다음 다시 점검합니다' },
} as const
