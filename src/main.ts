#!/usr/bin/env node
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { openFileLimit } from './system/open-file-limit.js'

// From dist/src/main.js: the package's own folder.
const root = fileURLToPath(new URL('../..', import.meta.url))

/** What systems allow at least. With a quarter of that, not even the lab's own modules can be loaded. */
const LEAST_FILES = 256

const limit = openFileLimit()
process.exitCode = limit !== null && limit < LEAST_FILES ? tellTooFewFiles(limit) : await run()

async function run(): Promise<number> {
  const { runInProcess } = await import('./cli/run-in-process.js')
  const { loadCourse } = await import('./store/course.js')
  const { version }: { version: string } = JSON.parse(readFileSync(`${root}package.json`, 'utf8'))
  return runInProcess(process, {
    version,
    loadCourse: () => loadCourse(root),
    connect: async (request) => (await import('./cli/connect/connect.js')).connect(request),
  })
}

/** In both languages: which one is wanted is known to modules that cannot be loaded. */
function tellTooFewFiles(allowed: number): number {
  const error = {
    code: 'too-few-files',
    message: `The lab cannot start: it may have only ${allowed} files open at once. (동시에 열 수 있는 파일이 ${allowed}개뿐이어서 실습을 시작할 수 없습니다.)`,
    why: `This shell's limit is lower than the ${LEAST_FILES} that the lab needs. (셸의 한도가 실습에 필요한 ${LEAST_FILES}개보다 작습니다.)`,
    next: 'Type `ulimit -n 4096`, then the same command. (`ulimit -n 4096`을 실행한 뒤 같은 명령을 다시 실행하세요.)',
  }
  if (process.argv.includes('--json')) console.log(JSON.stringify({ schema: 1, error }))
  else console.error(`✗ ${error.message} [${error.code}]\n  ${error.why}\n→ ${error.next}`)
  return 1
}
