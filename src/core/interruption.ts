import { LabError } from './errors.js'

/** Called between any two changes: what is in flight ends and is saved, nothing new begins. */
export function stopIfInterrupted(signal: AbortSignal): void {
  if (signal.aborted) throw interrupted('lab next')
}

export const interrupted = (command: string): LabError =>
  new LabError({
    code: 'interrupted',
    exit: 'interrupted',
    what: { en: 'Interrupted.', ko: '중단했습니다.' },
    why: {
      en: 'The request in progress finished, and its result is saved.',
      ko: '진행 중이던 요청은 끝났고 결과를 저장했습니다.',
    },
    next: { en: `To continue, type: ${command}`, ko: `이어서 하려면 다음을 입력하세요: ${command}` },
  })
