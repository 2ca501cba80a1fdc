import { shellQuoted } from '../../system/shell-words.js'
import type { Text } from '../../system/text.js'
import { CloudStartError } from '../control/start-errors.js'

export function noPython(given: string | undefined, oldest: string): CloudStartError {
  if (given !== undefined)
    return new CloudStartError(
      'no-python',
      { en: `LAB_PYTHON is not a Python: ${given}`, ko: `LAB_PYTHON이 Python이 아닙니다: ${given}` },
      { en: 'It could not be run.', ko: '실행할 수 없습니다.' },
      {
        en: `Set LAB_PYTHON to the path of a Python ${oldest} or later, or unset it.`,
        ko: `LAB_PYTHON을 Python ${oldest} 이상의 경로로 지정하거나 해제하세요.`,
      },
    )
  return new CloudStartError(
    'no-python',
    { en: 'No Python was found.', ko: 'Python을 찾지 못했습니다.' },
    {
      en: 'The local cloud runs your function and Locust with a real Python.',
      ko: '로컬 클라우드는 실제 Python으로 함수와 Locust를 실행합니다.',
    },
    installIt(oldest),
  )
}

export function pythonTooOld(executable: string, version: string, oldest: string): CloudStartError {
  return new CloudStartError(
    'python-too-old',
    {
      en: `Python ${version} (${executable}) is too old.`,
      ko: `Python ${version}(${executable})은 너무 오래된 버전입니다.`,
    },
    { en: `Python ${oldest} or later is needed.`, ko: `Python ${oldest} 이상이 필요합니다.` },
    installIt(oldest),
  )
}

export function pythonWithoutVenv(executable: string, minor: number): CloudStartError {
  const debian = `sudo apt install python3.${minor}-venv`
  return new CloudStartError(
    'no-python',
    {
      en: `${executable} cannot make virtual environments.`,
      ko: `${executable}(으)로는 가상 환경을 만들 수 없습니다.`,
    },
    {
      en: 'Its modules venv and ensurepip are not installed; on Debian and Ubuntu they are a separate package.',
      ko: 'venv와 ensurepip 모듈이 없습니다. Debian과 Ubuntu에서는 별도 패키지로 설치해야 합니다.',
    },
    {
      en: `Run \`${debian}\`, or set LAB_PYTHON to another Python.`,
      ko: `\`${debian}\`을 실행하거나 LAB_PYTHON을 다른 Python으로 지정하세요.`,
    },
  )
}

/** pip could not reach its index. `output` is what it said. */
export function noNetwork(packages: readonly string[], output: string): CloudStartError {
  const names = packages.join(' ')
  return new CloudStartError(
    'no-network',
    {
      en: `The Python package index could not be reached to install ${names}.`,
      ko: `${names} 설치를 위해 Python 패키지 인덱스에 연결하지 못했습니다.`,
    },
    lastLines(output),
    {
      en: `Check the network or pip's settings (PIP_INDEX_URL, HTTPS_PROXY), or set LAB_PYTHON to a Python that has them: ${names}`,
      ko: `네트워크나 pip 설정(PIP_INDEX_URL, HTTPS_PROXY)을 확인하거나, 다음 패키지가 설치된 Python을 LAB_PYTHON으로 지정하세요: ${names}`,
    },
  )
}

/** The environment could not be made for another reason. */
export function environmentFailed(packages: readonly string[], output: string): CloudStartError {
  const names = packages.join(' ') || 'pip'
  return new CloudStartError(
    'not-started',
    {
      en: `The Python environment with ${names} could not be created.`,
      ko: `${names}이(가) 있는 Python 환경을 만들지 못했습니다.`,
    },
    lastLines(output),
    {
      en: `Set LAB_PYTHON to another Python, or to one that has them: ${names}`,
      ko: `LAB_PYTHON을 다른 Python이나 다음 패키지가 설치된 Python으로 지정하세요: ${names}`,
    },
  )
}

/** Python was ended by that signal while it tried what it has. Nothing is known of the environment, so it stays as it is. */
export const notLookedAt = (packages: readonly string[], signal: string): CloudStartError =>
  new CloudStartError(
    'not-started',
    {
      en: `Whether the Python environment has ${packages.join(' ')} could not be found out.`,
      ko: `Python 환경에 ${packages.join(' ')}이(가) 있는지 확인하지 못했습니다.`,
    },
    {
      en: `Its Python was ended by ${signal}: by somebody, because the computer is overloaded, or because it has no memory left.`,
      ko: `Python이 ${signal} 신호로 종료되었습니다. 다른 사람이 종료했거나 컴퓨터가 과부하 상태이거나 메모리가 부족합니다.`,
    },
    { en: 'Type the same command again.', ko: '같은 명령을 다시 실행하세요.' },
  )

/** The folder that all labs share cannot be made or written to. */
export function cacheUnusable(cacheDir: string, cause: unknown): CloudStartError {
  if (cause instanceof CloudStartError) return cause
  const why = cause instanceof Error ? cause.message : String(cause)
  return new CloudStartError(
    'not-started',
    { en: `The cache ${cacheDir} cannot be used.`, ko: `캐시 폴더 ${cacheDir}을(를) 사용할 수 없습니다.` },
    { en: why, ko: why },
    {
      en: 'Make it writable, or choose another folder with SERVERLESS_LOAD_LAB_CACHE.',
      ko: '쓰기 권한을 주거나 SERVERLESS_LOAD_LAB_CACHE로 다른 폴더를 지정하세요.',
    },
  )
}

/** A folder of the cache from which somebody else could have programs run. */
export function cacheNotOwn(
  folder: string,
  because: { readonly kind: 'another-users'; readonly uid: number } | { readonly kind: 'open' },
): CloudStartError {
  const chmod = `chmod go-w ${shellQuoted(folder)}`
  return new CloudStartError(
    'file-not-private',
    {
      en: `The local cloud does not trust the cache folder ${folder}.`,
      ko: `로컬 클라우드가 캐시 폴더 ${folder}을(를) 신뢰할 수 없습니다.`,
    },
    because.kind === 'another-users'
      ? {
          en: `It belongs to another user (${because.uid}), and programs in it are run.`,
          ko: `다른 사용자(${because.uid})의 소유이며, 이 폴더의 프로그램이 실행됩니다.`,
        }
      : {
          en: 'Other users may change it, and programs in it are run.',
          ko: '다른 사용자가 바꿀 수 있으며, 이 폴더의 프로그램이 실행됩니다.',
        },
    because.kind === 'another-users'
      ? {
          en: 'Choose another folder with SERVERLESS_LOAD_LAB_CACHE, or work as that user.',
          ko: 'SERVERLESS_LOAD_LAB_CACHE로 다른 폴더를 지정하거나 해당 사용자로 실행하세요.',
        }
      : {
          en: `Type: ${chmod}. If others may have written there, remove the folder first: it is made anew.`,
          ko: `다음을 입력하세요: ${chmod}. 다른 사용자가 이미 썼을 수 있다면 폴더를 먼저 삭제하세요. 새로 만들어집니다.`,
        },
  )
}

function installIt(oldest: string): Text {
  return {
    en: `Install Python ${oldest} or later (python.org, brew, apt), or set LAB_PYTHON to its path.`,
    ko: `Python ${oldest} 이상을 설치하거나(python.org, brew, apt) LAB_PYTHON에 경로를 지정하세요.`,
  }
}

function lastLines(output: string): Text {
  const text = output.trim().split('\n').slice(-3).join('\n')
  return { en: text, ko: text }
}
