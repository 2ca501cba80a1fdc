import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { cloudFiles } from '../../../cloud/control/cloud-files.js'
import { type ExitName, LabError } from '../../../core/errors.js'
import { printable } from '../../../ui/printable.js'
import type { CommandCall } from '../../command.js'

const POLL_MS = 250

export async function run({ context, flags }: CommandCall): Promise<ExitName> {
  const { log } = cloudFiles(join(flags.dir, 'cloud'))
  let printed = await print(log, 0, context.streams.stdout)
  if (printed === null) throw noLog(log)
  while (flags.follow && !context.signal.aborted) {
    // Aborted by Ctrl-C, which is how following ends.
    await pause(POLL_MS, undefined, { signal: context.signal }).catch(() => undefined)
    printed = (await print(log, printed, context.streams.stdout)) ?? 0
  }
  return 'done'
}

/** Prints from that byte on; resolves with where it ended, or null where there is no such file. A shorter file has begun anew. */
async function print(path: string, from: number, out: NodeJS.WriteStream): Promise<number | null> {
  const size = await stat(path).then(
    (file) => file.size,
    () => null,
  )
  if (size === null || size === from) return size
  const start = size < from ? 0 : from
  const log = createReadStream(path, { start, end: size - 1 })
  // A pipe gets it byte by byte.
  if (!out.isTTY) for await (const bytes of log) out.write(bytes)
  else for await (const text of log.setEncoding('utf8')) out.write(printable(String(text)))
  return size
}

function noLog(path: string): LabError {
  return new LabError({
    code: 'no-log',
    what: { en: 'The local cloud has no log yet.', ko: '로컬 클라우드의 로그가 아직 없습니다.' },
    why: { en: `There is no ${path}.`, ko: `${path} 파일이 없습니다.` },
    next: { en: 'Start it with `lab cloud start`.', ko: '`lab cloud start`로 시작하세요.' },
  })
}
