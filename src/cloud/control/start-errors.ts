import { readFile } from 'node:fs/promises'
import { isFull } from '../../system/disk-reserve.js'
import type { Text } from '../../system/text.js'
import { cloudFiles } from './cloud-files.js'

/** What can be in a start's way. */
export const START_ERROR_CODES = [
  'no-python',
  'python-too-old',
  'port-busy',
  'no-network',
  'world-damaged',
  'cloud-silent',
  'file-not-private',
  'disk-full',
  'not-started',
] as const

/** Why a cloud did not start; the lab turns it into its own error. */
export class CloudStartError extends Error {
  readonly code: (typeof START_ERROR_CODES)[number]
  readonly what: Text
  readonly why: Text | null
  readonly next: Text | null

  constructor(code: CloudStartError['code'], what: Text, why: Text | null, next: Text | null) {
    super(what.en)
    this.name = 'CloudStartError'
    this.code = code
    this.what = what
    this.why = why
    this.next = next
  }
}

/** The error for a cloud whose process lives and does not answer: stopped by a signal, or with too much to do. */
export const cloudSilent = (pid: number): CloudStartError =>
  new CloudStartError(
    'cloud-silent',
    {
      en: `The local cloud is not responding, but its process ${pid} is running.`,
      ko: `로컬 클라우드가 응답하지 않습니다. 프로세스 ${pid}은(는) 실행 중입니다.`,
    },
    {
      en: 'The computer is overloaded, or the process is suspended or still shutting down.',
      ko: '컴퓨터에 부하가 많거나, 프로세스가 일시 정지되었거나 아직 종료 중입니다.',
    },
    {
      en: 'Type the same command again in a minute. If that does not help, `lab cloud stop` ends the process and keeps its data.',
      ko: '잠시 후 같은 명령을 다시 실행하세요. 그래도 응답하지 않으면 `lab cloud stop`으로 프로세스를 종료할 수 있습니다(내용은 유지됩니다).',
    },
  )

/** The error for a cloud that did not get ready and did not say why: with the end of its log. */
export async function notStarted(dir: string): Promise<CloudStartError> {
  // Then it could not even write why.
  if (await isFull(dir)) return diskFull(dir)
  const { log } = cloudFiles(dir)
  const text = await readFile(log, 'utf8').catch(() => '')
  const end = text.trimEnd().split('\n').slice(-LAST_LINES).join('\n')
  return new CloudStartError(
    'not-started',
    { en: 'The local cloud did not start.', ko: '로컬 클라우드가 시작되지 않았습니다.' },
    end === '' ? null : { en: end, ko: end },
    { en: `Its log is ${log}`, ko: `로그 파일을 확인하세요: ${log}` },
  )
}

/** The error for a cloud that has no room left to write what it must. */
export const diskFull = (dir: string): CloudStartError =>
  new CloudStartError(
    'disk-full',
    { en: 'The local cloud did not start.', ko: '로컬 클라우드가 시작되지 않았습니다.' },
    {
      en: `The disk with ${dir} is full (ENOSPC). What was saved before is still there.`,
      ko: `${dir}이(가) 있는 디스크가 가득 찼습니다(ENOSPC). 이전에 저장한 내용은 그대로 남아 있습니다.`,
    },
    {
      en: 'Free some space, then type the same command again. `lab reset` works without it.',
      ko: '공간을 확보한 뒤 같은 명령을 다시 실행하세요. `lab reset`은 공간이 없어도 됩니다.',
    },
  )

/** Of the log, for a person. */
const LAST_LINES = 5
