import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { findPython } from '../../cloud/python/python.js'
import { type DoctorCheck, ok } from './check.js'

const OLDEST_NODE = { major: 20, minor: 19 }

export function nodeCheck(version: string): DoctorCheck {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const newEnough = major > OLDEST_NODE.major || (major === OLDEST_NODE.major && minor >= OLDEST_NODE.minor)
  const oldest = `${OLDEST_NODE.major}.${OLDEST_NODE.minor}`
  return {
    id: 'node',
    name: { en: 'Node.js', ko: 'Node.js' },
    run: async () =>
      newEnough
        ? ok(version)
        : {
            kind: 'failed',
            detail: { en: `${version} is too old.`, ko: `${version}은 너무 오래된 버전입니다.` },
            fix: {
              en: `Install Node.js ${oldest} or later.`,
              ko: `Node.js ${oldest} 이상을 설치하세요.`,
            },
          },
  }
}

export const pythonCheck: DoctorCheck = {
  id: 'python',
  name: { en: 'Python', ko: 'Python' },
  run: async () => {
    const { version, executable } = await findPython()
    return ok(`${version} (${executable})`)
  },
}

export const venvCheck: DoctorCheck = {
  id: 'venv',
  name: { en: 'virtual environments', ko: '가상 환경' },
  run: async () => {
    const { executable } = await findPython()
    const dir = await mkdtemp(join(tmpdir(), 'lab-doctor-'))
    try {
      await promisify(execFile)(executable, ['-m', 'venv', '--without-pip', join(dir, 'venv')])
      return ok({ en: 'can be created', ko: '만들 수 있습니다' })
    } finally {
      await rm(dir, { recursive: true, force: true })
    }
  },
}
