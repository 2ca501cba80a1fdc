import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { cloudFiles } from '../../../cloud/control/cloud-files.js'
import { functionLogFile, functionsWithLogs } from '../../../cloud/lambda/invoke/logs/log-files.js'
import { type ExitName, LabError } from '../../../core/errors.js'
import type { Text } from '../../../system/text.js'
import { tell } from '../../../ui/tell.js'
import type { CommandCall } from '../../command.js'
import { closest } from '../../command-line/closest.js'
import { didYouMean } from '../../command-line/usage-error.js'
import { PrintedLog } from '../../logs/printed-log.js'

const POLL_MS = 250

export async function run(call: CommandCall): Promise<ExitName> {
  const { context, screen, flags, argument } = call
  const files = cloudFiles(join(flags.dir, 'cloud'))
  const functions = await functionsWithLogs(files.functionLogs)
  if (argument !== null && !functions.includes(argument)) throw noFunctionLog(argument, functions)
  const path = argument === null ? files.log : functionLogFile(files.functionLogs, argument)
  const log = new PrintedLog(path, context.streams.stdout)
  if (argument !== null) await log.printOlder()
  if (!(await log.printNew()) && argument === null) throw noLog(path)
  if (argument === null && functions.length > 0) tell(screen, { kind: 'note', text: ofFunctions(functions) })
  while (flags.follow && !context.signal.aborted) {
    // Aborted by Ctrl-C, which is how following ends.
    await pause(POLL_MS, undefined, { signal: context.signal }).catch(() => undefined)
    await log.printNew()
  }
  return 'done'
}

function ofFunctions(names: readonly string[]): Text {
  const commands = names.map((name) => `\`lab cloud logs ${name}\``).join(', ')
  return {
    en: `That is the local cloud's own log. What a function logs: ${commands}`,
    ko: `로컬 클라우드 자체의 로그입니다. 함수의 로그는 다음 명령으로 볼 수 있습니다: ${commands}`,
  }
}

function noLog(path: string): LabError {
  return new LabError({
    code: 'no-log',
    what: { en: 'The local cloud has no log yet.', ko: '로컬 클라우드의 로그가 아직 없습니다.' },
    why: { en: `There is no ${path}.`, ko: `${path} 파일이 없습니다.` },
    next: { en: 'Start it with `lab cloud start`.', ko: '`lab cloud start`로 시작하세요.' },
  })
}

function noFunctionLog(name: string, functions: readonly string[]): LabError {
  const meant = closest(name, functions)
  const list = functions.map((known) => `\`${known}\``).join(', ')
  return new LabError({
    code: 'no-function-log',
    what: { en: `There is no log of a function \`${name}\`.`, ko: `\`${name}\` 함수의 로그가 없습니다.` },
    why:
      functions.length === 0
        ? {
            en: 'A log begins with the first invocation, and no function of the local cloud has been invoked yet.',
            ko: '로그는 함수를 처음 호출할 때 만들어지며, 로컬 클라우드에서 아직 호출된 함수가 없습니다.',
          }
        : { en: `Functions with a log: ${list}.`, ko: `로그가 있는 함수: ${list}` },
    next: meant === null ? null : didYouMean(`lab cloud logs ${meant}`),
    exit: 'usage',
  })
}
