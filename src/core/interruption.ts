import { type Explanation, LabError } from './errors.js'

/** Called between any two changes: what is in flight ends and is saved, nothing new begins. */
export function stopIfInterrupted(signal: AbortSignal): void {
  if (signal.aborted) throw interrupted()
}

/** What to type to go on is added by whoever knows what was typed. */
export const interrupted = (told: Partial<Pick<Explanation, 'why' | 'next' | 'cause'>> = {}): LabError =>
  new LabError({
    code: 'interrupted',
    exit: 'interrupted',
    what: { en: 'Interrupted.', ko: '중단했습니다.' },
    why: {
      en: 'The request in progress finished, and its result is saved.',
      ko: '진행 중이던 요청은 끝났고 결과를 저장했습니다.',
    },
    next: null,
    ...told,
  })

export const isInterruption = (thrown: unknown): thrown is LabError =>
  thrown instanceof LabError && thrown.exit === 'interrupted'
