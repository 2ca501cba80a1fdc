import type { LiveFunction } from '../../../src/aws/functions/function.js'
import { LabError } from '../../../src/core/errors.js'
import { type Text, verbatim } from '../../../src/system/text.js'
import type { OrdinaryFile } from '../../../src/system/ordinary-file.js'
import type { PythonVerdict } from './ask-python.js'
import type { SyntaxMistake } from './python-syntax.js'

/** null: Python takes it. */
export function refusedBy(verdict: PythonVerdict, file: string, live: LiveFunction): LabError | null {
  switch (verdict.kind) {
    case 'taken':
    case 'no-python':
      return null
    case 'syntax-error': {
      const where = verdict.line === null ? '' : `:${verdict.line}`
      const inFile = verdict.file ?? file
      return refused(
        'handler-syntax-error',
        file,
        verbatim(`${inFile}${where}: ${verdict.message} (Python ${verdict.python.join('.')})`),
      )
    }
    case 'import-failed': {
      const where = verdict.file === null ? '' : ` (${verdict.file}:${verdict.line})`
      return refused('handler-import-failed', file, importFailed(`${verdict.message}${where}`))
    }
    case 'too-slow':
      return refused('handler-import-too-slow', file, tooSlow(verdict.seconds))
    case 'ended':
      return refused('handler-import-ended', file, ended(verdict.how, verdict.output))
    default:
      return handlerRefused(verdict.kind, file, live, 'message' in verdict ? verdict.message : '')
  }
}

/** Of what the module has as its handler. */
export function handlerRefused(
  kind: 'missing' | 'not-callable' | 'async' | 'generator' | 'other-arguments',
  file: string,
  live: LiveFunction,
  message = '',
): LabError {
  const name = live.handler.slice(live.handler.lastIndexOf('.') + 1)
  switch (kind) {
    case 'missing':
      return refused('handler-function-missing', file, noFunction(name, live))
    case 'not-callable':
      return refused('handler-not-callable', file, notCallable(name))
    case 'async':
      return refused('handler-is-async', file, asynchronous(name))
    case 'generator':
      return refused('handler-is-generator', file, generator(name))
    case 'other-arguments':
      return refused('handler-other-arguments', file, otherArguments(name, message))
  }
}

export function syntaxRefused(file: string, { line, message }: SyntaxMistake, runtime: string): LabError {
  return refused('handler-syntax-error', file, verbatim(`${file}:${line}: ${message} (${runtime})`))
}

export function notText(file: string): LabError {
  return unreadable(file, {
    en: 'It is not text in the encoding that it says, or in UTF-8 where it says none.',
    ko: '파일에 적힌 인코딩(없으면 UTF-8)으로 읽을 수 있는 텍스트가 아닙니다.',
  })
}

export function notRead(file: string, read: Exclude<OrdinaryFile, { kind: 'read' }>): LabError {
  switch (read.kind) {
    case 'missing':
      return unreadable(file, { en: 'There is no such file.', ko: '파일이 없습니다.' })
    case 'not-a-file':
      return unreadable(file, NOT_A_FILE[read.is])
    case 'too-large': {
      const mb = read.limitBytes / 1024 / 1024
      return unreadable(file, {
        en: `It is larger than ${mb} MB.`,
        ko: `파일이 ${mb}MB보다 큽니다.`,
      })
    }
    case 'unreadable':
      return unreadable(file, verbatim(read.why))
  }
}

const NOT_A_FILE: Readonly<Record<'folder' | 'pipe' | 'socket' | 'device' | 'link', Text>> = {
  folder: { en: 'It is a folder.', ko: '폴더입니다.' },
  pipe: { en: 'It is a pipe, not a file.', ko: '파일이 아니라 파이프입니다.' },
  socket: { en: 'It is a socket, not a file.', ko: '파일이 아니라 소켓입니다.' },
  device: { en: 'It is a device, not a file.', ko: '파일이 아니라 장치입니다.' },
  link: { en: 'It is a link that leads back to itself.', ko: '자기 자신으로 되돌아오는 링크입니다.' },
}

function refused(code: string, file: string, why: Text): LabError {
  return new LabError({
    code,
    exit: 'usage',
    what: {
      en: `${file} cannot be the function's handler; nothing was changed.`,
      ko: `${file} 파일은 함수의 핸들러로 사용할 수 없습니다. 변경한 것은 없습니다.`,
    },
    why,
    next: {
      en: 'Fix the file, then type the same command.',
      ko: '파일을 고친 뒤 같은 명령을 실행하세요.',
    },
  })
}

const importFailed = (message: string): Text => ({
  en: `Importing it fails: ${message}`,
  ko: `모듈을 가져오다가 실패했습니다: ${message}`,
})

const tooSlow = (seconds: number): Text => ({
  en: `Importing it did not end within ${seconds} s; Lambda allows 10 s.`,
  ko: `모듈을 가져오는 데 ${seconds}초가 넘게 걸립니다. Lambda의 제한은 10초입니다.`,
})

const ended = (how: string, output: string): Text => {
  const last = output.trim() === '' ? '' : `\n${output.trim().slice(-500)}`
  return {
    en: `Python ended while it imported it (${how}).${last}`,
    ko: `모듈을 가져오는 중에 Python이 종료되었습니다(${how}).${last}`,
  }
}

const noFunction = (name: string, { handler }: LiveFunction): Text => ({
  en: `The function's handler is ${handler}, and at its module level the file has no ${name}.`,
  ko: `함수의 핸들러는 ${handler}인데, 파일의 모듈 수준에 ${name}이(가) 없습니다.`,
})

const notCallable = (name: string): Text => ({
  en: `${name} is nothing that can be called.`,
  ko: `${name}은(는) 호출할 수 있는 객체가 아닙니다.`,
})

const asynchronous = (name: string): Text => ({
  en: `${name} is an async function: Lambda's Python runtime calls it but does not await the result.`,
  ko: `${name}은(는) async 함수입니다. Lambda의 Python 런타임은 호출만 하고 결과를 기다리지 않습니다.`,
})

const generator = (name: string): Text => ({
  en: `${name} is a generator function: Lambda cannot turn what it returns into JSON.`,
  ko: `${name}은(는) 제너레이터 함수입니다. Lambda는 그 반환값을 JSON으로 바꿀 수 없습니다.`,
})

const otherArguments = (name: string, message: string): Text => ({
  en: `${name} cannot be called with an event and a context: ${message}`,
  ko: `${name}을(를) event와 context로 호출할 수 없습니다: ${message}`,
})

function unreadable(file: string, why: Text): LabError {
  return new LabError({
    code: 'handler-file-unreadable',
    exit: 'usage',
    what: { en: `${file} cannot be read.`, ko: `${file} 파일을 읽을 수 없습니다.` },
    why,
    next: {
      en: 'Name a Python file with `--handler FILE`.',
      ko: '`--handler FILE`에 Python 파일을 지정하세요.',
    },
  })
}
