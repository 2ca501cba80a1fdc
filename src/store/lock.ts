import { rm } from 'node:fs/promises'
import { hostname } from 'node:os'
import type { Holder, LockState } from '../core/lock.js'
import { LabError } from '../core/errors.js'
import {
  type Claim,
  identityOf,
  newClaim,
  place,
  readClaim,
  replace,
  stillHeld,
  sweepClaims,
} from './lock-file.js'
import { writeFailure } from './file-failures.js'

/**
 * Runs `work` while holding the lock at `path`. A lock whose process is gone is taken over; one of another host never is.
 */
export async function withLock<T>(path: string, command: string, work: () => Promise<T>): Promise<T> {
  const mine = newClaim(command)
  try {
    await acquire(path, mine)
    await sweepClaims(path)
  } catch (thrown) {
    throw writeFailure(path, thrown)
  }
  try {
    return await work()
  } finally {
    await release(path, mine)
  }
}

/** null: nobody, or a process that is gone. */
export async function holderOf(path: string): Promise<Holder | null> {
  const there = await readClaim(path)
  if (there.kind !== 'claim' || stillHeld(there.claim) === 'gone') return null
  const { pid, processStart, host, command, since } = there.claim
  return { pid, processStart, host, command, since }
}

/** The same, with everything that there is to say of it. */
export async function lockAt(path: string): Promise<LockState> {
  const there = await readClaim(path)
  if (there.kind === 'absent') return { kind: 'free' }
  if (there.kind === 'unreadable') return { kind: 'unreadable', claim: there.digest }
  const { nonce, ...holder } = there.claim
  if (holder.host !== hostname()) return { kind: 'elsewhere', holder, claim: nonce }
  return stillHeld(there.claim) === 'alive'
    ? { kind: 'held', holder }
    : { kind: 'left', holder, claim: nonce }
}

/** Removes that very lock, under the same right as a takeover: nobody's fresh lock is lost. */
export async function breakLock(path: string, claim: string): Promise<'broken' | 'changed'> {
  return await withRight(path, claim, newClaim('lab unlock'), async () => {
    await rm(path, { force: true })
    return 'broken' as const
  })
}

async function acquire(path: string, mine: Claim): Promise<void> {
  while ((await place(path, mine)) === 'exists') {
    const there = await readClaim(path)
    if (there.kind === 'absent') continue
    if (there.kind === 'unreadable') throw lockUnreadable(path)
    if (stillHeld(there.claim) === 'alive') throw locked(there.claim)
    if ((await takeOver(path, there.claim, mine)) === 'taken-over') return
  }
}

/**
 * Two may find the same dead claim at once, and whoever just removed the file could remove the other's fresh lock. So the right to
 * replace that very claim, told by its nonce, is itself a lock, and the claim is looked at again under it.
 */
async function takeOver(path: string, dead: Claim, mine: Claim): Promise<'taken-over' | 'changed'> {
  return await withRight(path, dead.nonce, mine, async () => {
    await replace(path, mine)
    return 'taken-over' as const
  })
}

/** Runs `work` as the only one that may end that claim, if it is still there. */
async function withRight<T>(
  path: string,
  claim: string,
  mine: Claim,
  work: () => Promise<T>,
): Promise<T | 'changed'> {
  const right = `${path}.over.${claim}`
  await acquire(right, mine)
  try {
    return identityOf(await readClaim(path)) === claim ? await work() : 'changed'
  } finally {
    await release(right, mine)
  }
}

async function release(path: string, mine: Claim): Promise<void> {
  const there = await readClaim(path)
  if (there.kind === 'claim' && there.claim.nonce === mine.nonce) await rm(path, { force: true })
}

function locked({ command, pid, host, since }: Holder): LabError {
  return new LabError({
    code: 'locked',
    exit: 'locked',
    what: {
      en: `Another command is changing this lab: ${command}.`,
      ko: `다른 명령이 이 실습을 변경하고 있습니다: ${command}`,
    },
    why: {
      en: `Process ${pid} on ${host} has held the lock since ${since}.`,
      ko: `${host}의 프로세스 ${pid}이(가) ${since}부터 잠금을 보유하고 있습니다.`,
    },
    next: {
      en: 'Wait until it has ended. If you think that it has ended already, type: lab unlock',
      ko: '끝날 때까지 기다리세요. 이미 끝난 것 같다면 다음을 입력하세요: lab unlock',
    },
  })
}

function lockUnreadable(path: string): LabError {
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
