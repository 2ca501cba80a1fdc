import { LabError } from '../core/errors.js'
import type { Holder } from '../core/lock.js'

export function locked({ command, pid, host, since }: Holder): LabError {
  return new LabError({
    code: 'locked',
    exit: 'locked',
    what: {
      en: `Another command is changing this lab: ${command}.`,
      ko: `다른 명령이 이 실습을 변경하고 있습니다: ${command}`,
    },
    why: {
      en: `Process ${pid} on ${host} has held the lock since ${since}.`,
      ko: `${host}의 프로세스 ${pid}이(가) ${since}부터 잠금을 가지고 있습니다.`,
    },
    next: {
      en: 'Wait until it has ended. If you think that it has ended already, type: lab unlock',
      ko: '끝날 때까지 기다리세요. 이미 끝난 것 같다면 다음을 입력하세요: lab unlock',
    },
  })
}

export function lockUnreadable(path: string): LabError {
  return new LabError({
    code: 'locked',
    exit: 'locked',
    what: { en: `The lock ${path} cannot be read.`, ko: `잠금 파일 ${path}을(를) 읽을 수 없습니다.` },
    why: {
      en: 'It does not say who holds it, so another command may be running.',
      ko: '누구의 잠금인지 알 수 없어 다른 명령이 실행 중일 수 있습니다.',
    },
    next: {
      en: 'Make sure that no other lab command runs, then type: lab unlock',
      ko: '실행 중인 lab 명령이 없는지 확인한 뒤 다음을 입력하세요: lab unlock',
    },
  })
}
