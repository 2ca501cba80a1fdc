import { join } from 'node:path'
import { spendReserve } from '../../system/disk-reserve.js'
import { adoptAndReset } from '../../core/engine/adopt.js'
import type { Lab } from '../../core/engine/lab.js'
import { dryReset, reset, type WasReset } from '../../core/engine/reset.js'
import { type ExitName, LabError } from '../../core/errors.js'
import type { CommandCall } from '../command.js'
import { cloudOf, endingWith, removeCloud } from '../connect/remove-cloud.js'
import type { Flags } from '../command-line/flags.js'
import { answerPolicyOf, withLab } from '../open-lab.js'
import { stepNamed } from '../command-line/step-named.js'

export async function run(call: CommandCall): Promise<ExitName> {
  // To undo a lab takes writing it down, also where there is no room for anything else.
  if (!call.flags.dryRun)
    for (const folder of [call.flags.dir, join(call.flags.dir, 'cloud')]) await spendReserve(folder)
  await withLab(call, answerPolicyOf(call, 'allow'), async (lab) => {
    const step = call.argument === null ? null : stepNamed(lab.course, call.argument).id
    if (step !== null && call.flags.adopt !== 'no') throw adoptsWhole()
    const cloud = step === null ? await cloudOf(call) : null
    const { ui, sayLast } = endingWith(cloud, lab.ui)
    if (call.flags.dryRun) await rehearse({ ...lab, ui }, step, call.flags)
    else {
      const was = await undo({ ...lab, ui }, step, call.flags)
      if (cloud !== null) await removeCloud(cloud, lab, was.kind)
    }
    sayLast()
  })
  return 'done'
}

async function rehearse(lab: Lab, step: string | null, { adopt }: Flags): Promise<void> {
  if (adopt === 'no') return dryReset(lab, step)
  await adoptAndReset(lab, labOf(adopt), 'rehearse')
}

const undo = (lab: Lab, step: string | null, { adopt }: Flags): Promise<WasReset> =>
  adopt === 'no' ? reset(lab, step) : adoptAndReset(lab, labOf(adopt), 'change')

const labOf = (adopt: Exclude<Flags['adopt'], 'no'>): string | null => (adopt === 'any' ? null : adopt.lab)

const adoptsWhole = (): LabError =>
  new LabError({
    code: 'bad-value',
    exit: 'usage',
    what: { en: '`--adopt` takes no step.', ko: '`--adopt`에는 단계를 지정할 수 없습니다.' },
    why: {
      en: 'A tag says which lab created a resource, not which step.',
      ko: '태그로는 어느 실습이 만들었는지만 알 수 있고 어느 단계인지는 알 수 없습니다.',
    },
    next: { en: 'Type: lab reset --adopt', ko: '다음을 입력하세요: lab reset --adopt' },
  })
