import { setTimeout as sleep } from 'node:timers/promises'
import { LabError } from '../../core/errors.js'
import { stopIfInterrupted } from '../../core/interruption.js'
import type { Text } from '../../system/text.js'

/** Something that becomes true some time after the call that caused it, as most things at AWS do. */
export interface Condition<T> {
  /** `the instance to come online`. */
  readonly waitingFor: Text
  readonly seconds: number
  /** What to type when it did not come in time. */
  readonly next?: Text
  readonly signal: AbortSignal
  /** null: not yet. What it throws ends the waiting. */
  look(): Promise<T | null>
}

/** Looks again and again, at first quickly, later every five seconds. Throws `timed-out`, or `interrupted` by the signal.
 * By a clock that nobody sets, and that stands still while the computer sleeps. */
export async function waitUntil<T>(condition: Condition<T>): Promise<T> {
  const deadline = performance.now() + condition.seconds * 1_000
  let pause = 100
  for (;;) {
    stopIfInterrupted(condition.signal)
    const found = await condition.look()
    if (found !== null) return found
    if (performance.now() + pause > deadline) throw timedOut(condition)
    await sleep(pause, undefined, { signal: condition.signal }).catch(() => undefined)
    pause = Math.min(pause * 1.5, 5_000)
  }
}

function timedOut(condition: Condition<unknown>): LabError {
  const { waitingFor, seconds } = condition
  return new LabError({
    code: 'timed-out',
    what: {
      en: `Waited ${seconds} s for ${waitingFor.en}.`,
      ko: `${waitingFor.ko}: ${seconds}초를 기다렸습니다.`,
    },
    why: null,
    next: condition.next ?? {
      en: 'Type the same command to wait again.',
      ko: '같은 명령을 실행하면 다시 기다립니다.',
    },
  })
}
