import { CloudStartError } from '../../cloud/control/start-errors.js'
import { runtimePackages } from '../../cloud/lambda/lambda.js'
import { downloadWheel, findPython, type WheelDownload } from '../../cloud/python/python.js'
import { cacheDir } from '../../cloud/saved-settings.js'
import { LabError } from '../../core/errors.js'
import type { Task } from '../../core/progress.js'
import { type Text, verbatim } from '../../system/text.js'

/** The MySQL client that the function imports, pure Python (MIT): the release that the local cloud runs, never another content. */
export interface PymysqlDownload {
  /** For before anything is created: a database that waits for it would cost. */
  readonly task: Task
  /** Downloads once. Throws LabError `pymysql-not-fetched`. */
  wheel(report: (text: Text) => void): Promise<Uint8Array>
}

export function pymysqlDownload(): PymysqlDownload {
  let download: Promise<Uint8Array> | undefined
  const wheel: PymysqlDownload['wheel'] = (report) => (download ??= genuineWheel(report))
  return {
    wheel,
    task: {
      title: { en: 'Download PyMySQL for the function', ko: '함수용 PyMySQL 내려받기' },
      run: async (progress) => {
        await wheel((text) => progress({ kind: 'line', text }))
      },
    },
  }
}

async function genuineWheel(report: (text: Text) => void): Promise<Uint8Array> {
  const download = await withPip(report)
  if (download.kind === 'downloaded') return download.wheel
  throw notDownloaded(verbatim(download.why), NEXT[download.kind])
}

async function withPip(report: (text: Text) => void): Promise<WheelDownload> {
  try {
    const python = await findPython()
    const what = { name: 'pymysql', packages: runtimePackages }
    return await downloadWheel({ cacheDir: cacheDir(), python, report, ...what })
  } catch (error) {
    // The local cloud's, about its own need of Python.
    if (error instanceof CloudStartError) throw notDownloaded(error.what, error.next, error)
    throw error
  }
}

const notDownloaded = (why: Text, next: Text | null, cause?: unknown): LabError =>
  new LabError({
    code: 'pymysql-not-fetched',
    what: {
      en: 'PyMySQL, which the function needs, could not be downloaded with pip.',
      ko: '함수에 필요한 PyMySQL을 pip으로 내려받지 못했습니다.',
    },
    why,
    next,
    cause,
  })

const NEXT: Readonly<Record<Exclude<WheelDownload['kind'], 'downloaded'>, Text>> = {
  'not-found': {
    en: 'Check the network or pip’s settings (PIP_INDEX_URL, PIP_CERT, HTTPS_PROXY), then type the same command again.',
    ko: '네트워크나 pip 설정(PIP_INDEX_URL, PIP_CERT, HTTPS_PROXY)을 확인한 뒤 같은 명령을 다시 실행하세요.',
  },
  'other-content': {
    en: 'The index has another file under that name. Name another one (PIP_INDEX_URL=https://pypi.org/simple), then type the same command again.',
    ko: '패키지 인덱스에 같은 이름의 다른 파일이 있습니다. 다른 인덱스를 지정한 뒤(PIP_INDEX_URL=https://pypi.org/simple) 같은 명령을 다시 실행하세요.',
  },
}
