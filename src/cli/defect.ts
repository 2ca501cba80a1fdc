import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { LabError } from '../core/errors.js'
import { CloudStartError } from '../cloud/control/start-errors.js'
import { permissionDenied } from '../store/file-failures.js'
import { explainedStart } from './connect/start-cloud.js'

/**
 * Any thrown value as something to show. One that is not of our own family is the local cloud's, the system's refusal of a file, or
 * a defect, whose details go to a file.
 */
export async function asLabError(thrown: unknown): Promise<LabError> {
  if (thrown instanceof LabError && thrown.code !== 'unexpected') return thrown
  // The engine wraps what a step throws, to say how to go on.
  const cause = thrown instanceof LabError ? (thrown.cause ?? thrown) : thrown
  if (cause instanceof CloudStartError) return explainedStart(cause)
  return permissionDenied(cause) ?? defect(cause)
}

async function defect(thrown: unknown): Promise<LabError> {
  const message = thrown instanceof Error ? thrown.message : String(thrown)
  const path = await keepDetails(thrown)
  const kept =
    path === null
      ? { en: '', ko: '' }
      : { en: ` The details are in ${path}.`, ko: ` 자세한 내용은 ${path} 파일에 있습니다.` }
  return new LabError({
    code: 'defect',
    what: {
      en: `Something unexpected happened: ${message}`,
      ko: `예상하지 못한 오류가 발생했습니다: ${message}`,
    },
    why: {
      en: `This is a bug in the lab, not a mistake of yours.${kept.en}`,
      ko: `사용자의 실수가 아니라 lab의 결함입니다.${kept.ko}`,
    },
    next: {
      en: 'What was done is saved: `lab status` shows it, and the same command continues from there.',
      ko: '지금까지 한 일은 저장되어 있습니다. `lab status`로 확인하고 같은 명령을 다시 실행하세요.',
    },
    cause: thrown,
  })
}

/** In a folder of its own, so that nobody can have put a link there; null where even that cannot be written. */
async function keepDetails(thrown: unknown): Promise<string | null> {
  try {
    const path = join(await mkdtemp(join(tmpdir(), 'lab-defect-')), 'details.txt')
    await writeFile(path, `${stacks(thrown).join('\ncaused by ')}\n`, { mode: 0o600 })
    return path
  } catch {
    return null
  }
}

/** Stacks only: an error's other properties may carry a request with its headers. */
function stacks(thrown: unknown): string[] {
  if (!(thrown instanceof Error)) return [String(thrown)]
  return [thrown.stack ?? thrown.message, ...(thrown.cause === undefined ? [] : stacks(thrown.cause))]
}
