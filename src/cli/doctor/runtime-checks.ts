import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runtimePackages } from '../../cloud/lambda/lambda.js'
import { findPython, inspectEnvironment, isolatedPython } from '../../cloud/python/python.js'
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
            detail: { en: `${version} is too old.`, ko: `${version} 버전은 너무 오래되었습니다.` },
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
      await isolatedPython(executable, ['-m', 'venv', '--without-pip', join(dir, 'venv')])
      return ok({ en: 'can be created', ko: '만들 수 있습니다' })
    } finally {
      await rm(dir, { recursive: true, force: true })
    }
  },
}

/** By importing them: what is installed can have been changed since. */
export function packagesCheck(cacheDir: string): DoctorCheck {
  return {
    id: 'packages',
    name: { en: "the functions' packages", ko: '함수용 패키지' },
    run: async () => {
      const python = await findPython()
      const found = await inspectEnvironment({
        cacheDir,
        python,
        packages: runtimePackages,
        report: () => undefined,
      })
      switch (found.kind) {
        case 'own':
          return ok({ en: 'imported from LAB_PYTHON', ko: 'LAB_PYTHON에서 불러왔습니다' })
        case 'holds':
          return ok({ en: 'imported from the cache', ko: '캐시에서 불러왔습니다' })
        case 'missing':
          return ok({ en: 'will be installed at the first start', ko: '처음 시작할 때 설치합니다' })
        case 'broken':
          return {
            kind: 'failed',
            detail: {
              en: `They cannot be imported: ${found.why}`,
              ko: `불러올 수 없습니다: ${found.why}`,
            },
            fix: {
              en: 'Type `lab cloud start`: it sets this environment aside and makes it anew.',
              ko: '`lab cloud start`를 입력하세요. 이 환경을 버리고 새로 만듭니다.',
            },
          }
      }
    },
  }
}
