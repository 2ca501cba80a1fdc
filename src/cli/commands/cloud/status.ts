import { join } from 'node:path'
import { cloudStatus, type CloudStatus } from '../../../cloud/control/cloud-status.js'
import type { ExitName } from '../../../core/errors.js'
import type { Message } from '../../../core/user-interface.js'
import type { Fact } from '../../../core/plan.js'
import { verbatim } from '../../../system/text.js'
import { tell } from '../../../ui/tell.js'
import type { CommandCall } from '../../command.js'
import { clockTrouble } from '../../connect/clock-trouble.js'
import { cloudText, databaseText } from '../../lab-location.js'

export async function run({ screen, flags }: CommandCall): Promise<ExitName> {
  const dir = join(flags.dir, 'cloud')
  const found = await cloudStatus(dir)
  const facts: Fact[] = [{ name: { en: 'local cloud', ko: '로컬 클라우드' }, value: cloudText(found) }]
  if (found.kind === 'running') {
    const { region, account, scale, startedAt } = found.facts
    facts.push(
      { name: { en: 'account', ko: '계정' }, value: verbatim(`${account}, ${region}`) },
      { name: { en: 'database', ko: '데이터베이스' }, value: databaseText(found) },
      {
        name: { en: 'scale', ko: '축소 비율' },
        value: {
          en: `1/${scale.size} of the workshop; a Lambda minute lasts ${60 / scale.time} s`,
          ko: `워크숍의 ${scale.size}분의 1, Lambda의 1분은 ${60 / scale.time}초`,
        },
      },
      { name: { en: 'since', ko: '시작' }, value: verbatim(startedAt) },
      { name: { en: 'folder', ko: '폴더' }, value: verbatim(dir) },
    )
  }
  tell(screen, { kind: 'shown', shown: { kind: 'facts', title: null, facts } })
  const trouble = clockTrouble(found)
  if (trouble !== null) tell(screen, { kind: 'warning', text: trouble })
  tell(screen, NEXT[found.kind])
  return 'done'
}

const USE_IT: Message = {
  kind: 'next',
  command: 'eval "$(lab cloud env)"',
  why: {
    en: "points this shell's AWS clients at it",
    ko: '이 셸의 AWS 클라이언트를 로컬 클라우드에 연결합니다',
  },
}
const START_IT: Message = {
  kind: 'next',
  command: 'lab cloud start',
  why: { en: 'starts it', ko: '로컬 클라우드를 시작합니다' },
}
const END_IT: Message = {
  kind: 'next',
  command: 'lab cloud stop',
  why: { en: 'ends it if it stays like this', ko: '계속 응답하지 않으면 종료합니다' },
}
const NEXT: Readonly<Record<CloudStatus['kind'], Message>> = {
  running: USE_IT,
  silent: END_IT,
  stopped: START_IT,
  absent: START_IT,
}
