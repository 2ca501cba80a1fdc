import { readFile } from 'node:fs/promises'
import { cloudFiles } from './cloud-files.js'
import { CloudStartError } from './control.js'

const LAST_LINES = 5

/** The error for a cloud that did not get ready and did not say why: with the end of its log. */
export async function notStarted(dir: string): Promise<CloudStartError> {
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
