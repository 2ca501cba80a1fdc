import type { Text } from '../system/text.js'
import { isDiskFull } from '../system/disk-reserve.js'
import { CloudStartError, diskFull } from './control/start-errors.js'
import { cloudFiles } from './control/cloud-files.js'
import { holderOf, type StartRecord, writeStartRecord } from './control/start-record.js'

export type StartIdentity = Pick<StartRecord, 'pid' | 'started' | 'nonce'>

export interface StartReporter {
  /** What the cloud is doing now. */
  report(line: Text): void
  /** Resolves when it is written that the cloud is ready. */
  ready(): Promise<void>
}

/** Keeps the start record current. One write at a time; lines that are out of date by then are skipped. */
export function startReporter(path: string, identity: StartIdentity): StartReporter {
  let record: StartRecord = { ...identity, state: 'starting', line: STARTING, error: null }
  let writing = Promise.resolve()
  let changed = true
  const write = async (): Promise<void> => {
    const written = writing.then(async () => {
      if (!changed) return
      changed = false
      await writeStartRecord(path, record)
    })
    writing = written.catch(() => undefined)
    return written
  }
  const update = async (to: Partial<StartRecord>): Promise<void> => {
    record = { ...record, ...to }
    changed = true
    return write()
  }
  // News of the start: on a full disk it is not told, and the start goes on.
  const tell = (news: Promise<void>) =>
    void news.catch((error: unknown) =>
      console.error('How the start is coming along could not be written:', error),
    )
  tell(write())
  return {
    report: (line) => {
      console.log(line.en)
      tell(update({ line }))
    },
    ready: async () => update({ state: 'ready' }),
  }
}

/** The last word of a start that failed. A process that has the folder is not written over: it would never be found again. */
export async function recordFailure(dir: string, identity: StartIdentity, error: unknown): Promise<void> {
  const holder = await holderOf(dir)
  if (holder !== null && holder.nonce !== identity.nonce) return
  await writeStartRecord(cloudFiles(dir).start, {
    ...identity,
    state: 'failed',
    line: STARTING,
    error: explained(dir, error),
  })
}

const STARTING: Text = { en: 'Starting the local cloud', ko: '로컬 클라우드를 시작하는 중입니다' }

function explained(dir: string, thrown: unknown): StartRecord['error'] {
  const error = isDiskFull(thrown) ? diskFull(dir) : thrown
  if (error instanceof CloudStartError) {
    const { code, what, why, next } = error
    return { code, what, why, next }
  }
  const what = { en: 'The local cloud did not start.', ko: '로컬 클라우드가 시작되지 않았습니다.' }
  const message = error instanceof Error ? error.message : String(error)
  const { log } = cloudFiles(dir)
  const next = {
    en: `Type the same command again. If it fails in the same way, its log says more: ${log}`,
    ko: `같은 명령을 다시 실행하세요. 계속 실패하면 로그 파일을 확인하세요: ${log}`,
  }
  return { code: 'not-started', what, why: { en: message, ko: message }, next }
}
