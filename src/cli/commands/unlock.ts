import { LabError, type ExitName } from '../../core/errors.js'
import type { BreakableLock, Holder } from '../../core/lock.js'
import type { Text } from '../../system/text.js'
import { labStore } from '../connect/lab-store.js'
import { openUserInterface } from '../../ui/interaction/open-user-interface.js'
import { tell } from '../../ui/tell.js'
import type { CommandCall } from '../command.js'
import { answerPolicyOf } from '../open-lab.js'

/** Says who holds the lab and what that means; removes the lock only where nobody can be using it, or a person says so. */
export async function run(call: CommandCall): Promise<ExitName> {
  const { screen, context, flags } = call
  const store = labStore(flags.dir)
  const lock = await store.lock()
  if (lock.kind === 'free') return done(call, FREE)
  if (lock.kind === 'held') throw stillRunning(lock.holder)
  tell(screen, { kind: 'note', text: explained(lock) })
  if (lock.kind !== 'left') {
    const ui = await openUserInterface(screen, answerPolicyOf(call, 'allow'), context.signal)
    await ui.confirm({
      en: 'Remove the lock? Only if no other lab command is running.',
      ko: '잠금을 제거할까요? 실행 중인 다른 lab 명령이 없을 때만 제거하세요.',
    })
  }
  if ((await store.breakLock(lock)) === 'changed') throw changedMeanwhile()
  return done(call, UNLOCKED)
}

function done({ screen }: CommandCall, text: Text): ExitName {
  tell(screen, { kind: 'success', text })
  tell(screen, {
    kind: 'next',
    command: 'lab status',
    why: { en: 'shows where you are', ko: '실습이 어디까지 진행되었는지 보여 줍니다' },
  })
  return 'done'
}

function explained(lock: BreakableLock): Text {
  switch (lock.kind) {
    case 'left':
      return {
        en: `${who(lock.holder).en}, and that process no longer exists: it was killed. The next command would take over the lock by itself.`,
        ko: `${who(lock.holder).ko} 해당 프로세스는 강제로 종료되었습니다. 다음 명령이 잠금을 알아서 넘겨받습니다.`,
      }
    case 'elsewhere':
      return {
        en: `${who(lock.holder).en}. That is another machine, so the lab cannot see from here whether it still runs. Two commands at once could create things twice and lose track of them.`,
        ko: `${who(lock.holder).ko} 다른 컴퓨터이므로 아직 실행 중인지 여기서는 알 수 없습니다. 두 명령이 동시에 실행되면 리소스를 두 번 만들거나 기록을 잃을 수 있습니다.`,
      }
    case 'unreadable':
      return {
        en: 'The lock does not say who holds it: the lab did not write it, or its content was lost on disk. A command may still be running.',
        ko: '누구의 잠금인지 알 수 없습니다. lab이 쓴 파일이 아니거나 디스크에서 손상되었습니다. 실행 중인 명령이 있을 수 있습니다.',
      }
  }
}

const who = ({ command, pid, host, since }: Holder): Text => ({
  en: `\`${command}\`, process ${pid} on ${host}, took the lock at ${since}`,
  ko: `${host}의 프로세스 ${pid}(\`${command}\`)이(가) ${since}에 잠갔습니다.`,
})

function stillRunning(holder: Holder): LabError {
  return new LabError({
    code: 'locked',
    exit: 'locked',
    what: { en: 'The lab is in use; the lock stays.', ko: '실습이 사용 중이므로 잠금을 풀지 않습니다.' },
    why: {
      en: `${who(holder).en}, and is still running.`,
      ko: `${who(holder).ko} 아직 실행 중입니다.`,
    },
    next: {
      en: `Wait until it has ended, or end it: kill ${holder.pid}. It then saves what it did and releases the lock.`,
      ko: `끝날 때까지 기다리거나 kill ${holder.pid} 명령으로 종료하세요. 진행 상황을 저장하고 잠금을 풉니다.`,
    },
  })
}

const changedMeanwhile = (): LabError =>
  new LabError({
    code: 'locked',
    exit: 'locked',
    what: { en: 'Another command took the lock just now.', ko: '방금 다른 명령이 잠금을 가져갔습니다.' },
    why: {
      en: 'Only the lock that was shown would have been removed.',
      ko: '위에 표시된 잠금만 제거할 수 있습니다.',
    },
    next: { en: 'Look again: lab unlock', ko: '다시 확인하세요: lab unlock' },
  })

const FREE: Text = { en: 'The lab is not locked.', ko: '실습이 잠겨 있지 않습니다.' }
const UNLOCKED: Text = { en: 'Unlocked.', ko: '잠금을 풀었습니다.' }
