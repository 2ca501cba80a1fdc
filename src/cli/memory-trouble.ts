import { LabError } from '../core/errors.js'
import { memory } from '../system/memory.js'
import type { Text } from '../system/text.js'

/**
 * An error that came while the system had no memory left and ended processes for it: whatever failed, of the lab or around it, that is
 * the likely reason, and what to type next is not what the error alone would say.
 */
export function namingLackOfMemory(error: LabError, ended: number = memory.endedForMemory()): LabError {
  if (ended === 0 || error.exit !== 'failed') return error
  const { code, what, why, exit } = error
  const because = outOfMemory(ended)
  return new LabError({
    code,
    what,
    why: why === null ? because : { en: `${because.en}\n${why.en}`, ko: `${because.ko}\n${why.ko}` },
    next: MORE_MEMORY,
    exit,
    cause: error,
  })
}

const outOfMemory = (ended: number): Text => ({
  en: `The system ran out of memory while this command ran, and ended ${ended === 1 ? 'a process' : `${ended} processes`}.`,
  ko: `이 명령을 실행하는 동안 시스템의 메모리가 부족하여 프로세스 ${ended}개가 종료되었습니다.`,
})

const MORE_MEMORY: Text = {
  en: 'End other programs, or raise the memory limit of the container or virtual machine (`lab doctor` says what is free), then type the same command.',
  ko: '다른 프로그램을 종료하거나 컨테이너 또는 가상 머신의 메모리 제한을 늘린 뒤(`lab doctor`로 여유 메모리 확인) 같은 명령을 실행하세요.',
}
