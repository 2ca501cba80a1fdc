import { join } from 'node:path'
import type { CloudFacts } from '../../../cloud/control/cloud-facts.js'
import { type ExitName, LabError } from '../../../core/errors.js'
import type { Message } from '../../../core/user-interface.js'
import { keepReserve } from '../../../system/disk-reserve.js'
import { LAB_RESERVE_BYTES } from '../../../store/lab-folder.js'
import type { Text } from '../../../system/text.js'
import { privateFolder } from '../../../store/require-private.js'
import { openUserInterface } from '../../../ui/interaction/open-user-interface.js'
import { tell } from '../../../ui/tell.js'
import type { CommandCall } from '../../command.js'
import { startCloud } from '../../connect/start-cloud.js'
import type { Flags } from '../../command-line/flags.js'
import { answerPolicyOf } from '../../open-lab.js'

export async function run(call: CommandCall): Promise<ExitName> {
  await privateFolder(call.flags.dir)
  await keepReserve(call.flags.dir, LAB_RESERVE_BYTES)
  const ui = await openUserInterface(call.screen, answerPolicyOf(call, 'allow'), call.context.signal)
  const facts = await startCloud(join(call.flags.dir, 'cloud'), call.flags, ui, call.context.signal)
  judgeRunning(facts, call.flags)
  const { endpoint } = facts
  tell(call.screen, {
    kind: 'success',
    text: {
      en: `The local cloud is running at ${endpoint}.`,
      ko: `로컬 클라우드를 ${endpoint}에서 실행하고 있습니다.`,
    },
  })
  if (facts.delays === 'aws-like') tell(call.screen, LATE)
  if (facts.cloud9 === 'closed') tell(call.screen, CLOSED)
  tell(call.screen, {
    kind: 'next',
    command: 'eval "$(lab cloud env)"',
    why: {
      en: "points this shell's AWS clients at it",
      ko: '이 셸의 AWS 클라이언트를 로컬 클라우드에 연결합니다',
    },
  })
  return 'done'
}

const LATE: Message = {
  kind: 'note',
  text: {
    en: 'Changes become visible a few seconds late, as on AWS (`--delays none` turns this off).',
    ko: '변경한 내용이 AWS처럼 몇 초 늦게 나타납니다(`--delays none`으로 해제).',
  },
}
const CLOSED: Message = {
  kind: 'note',
  text: {
    en: 'Cloud9 refuses every call, as it refuses new AWS customers (`--cloud9 open` turns this off).',
    ko: 'Cloud9이 AWS 신규 고객의 계정에서처럼 모든 호출을 거부합니다(`--cloud9 open`으로 해제).',
  },
}

/** Only a start can choose, and it may have been running before. */
function judgeRunning(facts: CloudFacts, flags: Flags): void {
  for (const flag of ['region', 'delays', 'cloud9'] as const)
    if (flags[flag] !== null && flags[flag] !== facts[flag])
      throw runsOtherwise(`--${flag} ${facts[flag]}`, flag === 'region' ? NEW_FOLDER : STOP_FIRST)
}

function runsOtherwise(as: string, next: Text): LabError {
  return new LabError({
    code: 'cloud-runs-otherwise',
    what: {
      en: `The local cloud is running with \`${as}\`.`,
      ko: `로컬 클라우드가 \`${as}\`로 실행 중입니다.`,
    },
    why: { en: 'This can be chosen only when it starts.', ko: '시작할 때만 정할 수 있습니다.' },
    next,
  })
}

const STOP_FIRST: Text = {
  en: 'Type `lab cloud stop`, then the same command.',
  ko: '`lab cloud stop`을 실행한 뒤 같은 명령을 다시 실행하세요.',
}
const NEW_FOLDER: Text = {
  en: 'The Region is fixed at the first start. For another Region, choose another folder with `--dir`.',
  ko: '리전은 처음 시작할 때 정해집니다. 다른 리전을 쓰려면 `--dir`로 다른 폴더를 지정하세요.',
}
