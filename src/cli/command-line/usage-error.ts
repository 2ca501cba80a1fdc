import type { CommanderError } from 'commander'
import { LabError } from '../../core/errors.js'
import { type Text, verbatim } from '../../system/text.js'

const KOREAN: Readonly<Record<string, string>> = {
  'commander.unknownOption': '알 수 없는 옵션입니다',
  'commander.unknownCommand': '알 수 없는 명령입니다',
  'commander.excessArguments': '인수가 너무 많습니다',
  'commander.optionMissingArgument': '옵션에 값이 필요합니다',
  'commander.missingArgument': '필요한 인수가 없습니다',
}

/** commander's complaint in both languages; what it takes the typo for becomes the next thing to type. */
export function usageError(thrown: CommanderError): LabError {
  const [first = '', ...rest] = thrown.message.replace(/^error: /, '').split('\n')
  const meant = /\(Did you mean (?:one of )?(.+)\?\)/.exec(rest.join(' '))?.[1]
  return new LabError({
    code: thrown.code.replace('commander.', '').replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`),
    what: { en: sentence(first), ko: korean(thrown.code, first) },
    why: null,
    next:
      meant === undefined
        ? HELP
        : didYouMean(thrown.code === 'commander.unknownCommand' ? `lab ${meant}` : meant),
    exit: 'usage',
  })
}

export function didYouMean(meant: string): Text {
  return { en: `Did you mean \`${meant}\`?`, ko: `혹시 \`${meant}\`인가요?` }
}

export const HELP: Text = {
  en: '`lab --help` lists the commands and options.',
  ko: '`lab --help`로 사용법을 확인하세요.',
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1).replace(/\.$/, '')}.`
}

function korean(code: string, english: string): string {
  const said = KOREAN[code]
  const about = /'([^']+)'/.exec(english)?.[1]
  if (said === undefined) return verbatim(sentence(english)).ko
  return about === undefined ? `${said}.` : `${said}: ${about}`
}
