import { readFile } from 'node:fs/promises'
import type { LiveFunction } from '../../src/aws/functions/function.js'
import { LabError } from '../../src/core/errors.js'
import { type Text, verbatim } from '../../src/core/text.js'
import { pythonSource } from './python-source.js'
import { syntaxMistake } from './python-syntax.js'

/** Somebody's own optimized file, as it will be deployed. Throws what Lambda would only find in an invoke. */
export async function ownHandler(file: string, live: LiveFunction): Promise<string> {
  const source = await textOf(file)
  const mistake = await syntaxMistake(source, live.runtime)
  if (mistake !== null) {
    const { line, message } = mistake
    throw refused('handler-syntax-error', file, verbatim(`${file}:${line}: ${message} (${live.runtime})`))
  }
  const name = live.handler.slice(live.handler.lastIndexOf('.') + 1)
  const python = pythonSource(source)
  if (python.asyncFunctions().includes(name)) throw refused('handler-is-async', file, asynchronous(name))
  if (!python.defines(name)) throw refused('handler-function-missing', file, noFunction(name, live))
  return source
}

async function textOf(file: string): Promise<string> {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(await readFile(file))
  } catch (cause) {
    throw unreadable(file, cause)
  }
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

function noFunction(name: string, { handler }: LiveFunction): Text {
  return {
    en: `The function's handler is ${handler}, and at its module level the file has no ${name}.`,
    ko: `함수의 핸들러는 ${handler}인데, 파일의 모듈 수준에 ${name}이(가) 없습니다.`,
  }
}

function asynchronous(name: string): Text {
  return {
    en: `${name} is an async function: Lambda's Python runtime calls it but does not await the result.`,
    ko: `${name}은(는) async 함수입니다. Lambda의 Python 런타임은 호출만 하고 결과를 기다리지 않습니다.`,
  }
}

function unreadable(file: string, cause: unknown): LabError {
  return new LabError({
    code: 'handler-file-unreadable',
    exit: 'usage',
    what: { en: `${file} cannot be read.`, ko: `${file} 파일을 읽을 수 없습니다.` },
    why: verbatim(cause instanceof Error ? cause.message : String(cause)),
    next: {
      en: 'Name a Python file with `--handler FILE`.',
      ko: '`--handler FILE`에 Python 파일을 지정하세요.',
    },
    cause,
  })
}
