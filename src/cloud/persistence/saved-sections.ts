import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import * as v from 'valibot'
import { readWhole } from '../../system/durable-file.js'
import { shellQuoted } from '../../system/shell-words.js'
import { CloudStartError } from '../control/start-errors.js'
import { requireOwn } from './require-private.js'

/** What is saved, as text: its sections under a checksum, so that a half-written or edited file is noticed, whatever it holds. */
export type Sections = Record<string, object>

/** The largest state that is read: the lab's is a few hundred kilobytes. */
const MAX_BYTES = 64 * 1024 * 1024
const MAX_DEPTH = 64

const Envelope = v.strictObject({
  schema: v.literal(1),
  serial: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  sha256: v.string(),
  sections: v.record(
    v.string(),
    v.custom<object>((value) => typeof value === 'object' && value !== null),
  ),
})

/** The file's text; `serial` counts the writes. */
export function sectionsText(serial: number, sections: Sections): string {
  const text = JSON.stringify(sections)
  return `{"schema":1,"serial":${serial},"sha256":"${digest(text)}","sections":${text}}\n`
}

/** The saved state, or null where none was ever saved. Throws `world-damaged` rather than start over an unreadable one. */
export async function loadSections(path: string): Promise<{ serial: number; sections: Sections } | null> {
  const bytes = await readWhole(path, MAX_BYTES, requireOwn)
  if (bytes === 'absent') {
    if (existsSync(`${path}.bak`)) throw damaged(path, 'The file is gone, but its backup is there.')
    return null
  }
  if (bytes === 'too-large') throw damaged(path, `It is larger than ${MAX_BYTES} bytes.`)
  const parsed = v.safeParse(Envelope, parse(path, bytes))
  if (!parsed.success) throw damaged(path, 'It does not have the shape of a persistence.')
  const { serial, sections, sha256 } = parsed.output
  if (depthOf(sections) > MAX_DEPTH) throw damaged(path, `It is nested deeper than ${MAX_DEPTH} levels.`)
  if (digest(JSON.stringify(sections)) !== sha256) throw damaged(path, 'Its checksum does not match.')
  return { serial, sections }
}

function parse(path: string, bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'))
  } catch {
    throw damaged(path, 'It is not JSON.')
  }
}

/** Counts levels without recursion: the text decides how deep it is. */
function depthOf(root: unknown): number {
  let level: unknown[] = [root]
  let depth = 0
  while (level.length > 0 && depth <= MAX_DEPTH) {
    const next: unknown[] = []
    for (const value of level)
      if (typeof value === 'object' && value !== null) next.push(...Object.values(value))
    level = next
    depth += 1
  }
  return depth
}

function damaged(path: string, reason: string): CloudStartError {
  const command = `cp ${shellQuoted(`${path}.bak`)} ${shellQuoted(path)}`
  return new CloudStartError(
    'world-damaged',
    {
      en: `The local cloud's saved state cannot be read: ${path}`,
      ko: `로컬 클라우드가 저장한 상태를 읽을 수 없습니다: ${path}`,
    },
    { en: reason, ko: `파일이 손상되었습니다. (${reason})` },
    {
      en: `The state before the last change is in ${path}.bak. To go back to it: ${command}`,
      ko: `마지막 변경 직전의 상태가 ${path}.bak에 있습니다. 되돌리려면 다음을 실행하세요: ${command}`,
    },
  )
}

const digest = (text: string): string => createHash('sha256').update(text).digest('hex')
