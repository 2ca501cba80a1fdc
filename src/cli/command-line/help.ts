import type { Lang, Text } from '../../system/text.js'

export const ABOUT: Text = {
  en: 'A serverless load-testing workshop, one command at a time.',
  ko: '서버리스 부하 테스트 실습을 명령 하나씩 진행합니다.',
}
export const SHOW_HELP: Text = { en: 'show help', ko: '도움말을 보여 줍니다' }
export const SHOW_HELP_OF: Text = { en: 'show the help of a command', ko: '명령의 도움말을 보여 줍니다' }
export const SHOW_VERSION: Text = { en: 'show the version', ko: '버전을 보여 줍니다' }

/** commander's own headings. */
export const HELP_WORDS: Readonly<Record<Lang, ReadonlyMap<string, string>>> = {
  en: new Map(),
  ko: new Map([
    ['Usage:', '사용법:'],
    ['Options:', '옵션:'],
    ['Global Options:', '공통 옵션:'],
    ['Commands:', '명령:'],
    ['Arguments:', '인수:'],
  ]),
}

export function helpFooter(lang: Lang): string {
  const [heading, begin, where, leave] = {
    en: ['In short:', 'start or continue', 'see where you are', 'undo everything'],
    ko: ['자주 쓰는 명령:', '시작하거나 이어서 진행합니다', '현재 위치를 확인합니다', '모두 되돌립니다'],
  }[lang]
  return `\n${heading}\n  lab next    ${begin}\n  lab status  ${where}\n  lab reset   ${leave}\n`
}
