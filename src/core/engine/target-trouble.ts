import { LabError } from '../errors.js'
import type { Target } from '../target.js'
import type { Lang, Text } from '../../system/text.js'

export const targetFixed = (bound: Target, wanted: Target['kind']): LabError =>
  new LabError({
    code: 'target-fixed',
    exit: 'usage',
    what: {
      en: `The target of this lab is ${bound.kind}, not ${wanted}.`,
      ko: `이 실습의 대상은 ${wanted}이(가) 아니라 ${bound.kind}입니다.`,
    },
    why: {
      en: 'The target is chosen in the first step and does not change.',
      ko: '실습의 대상은 첫 단계를 실행할 때 정해지고 바뀌지 않습니다.',
    },
    next: {
      en: `To start another lab, type: lab next --target ${wanted} --dir .lab-${wanted}. To end this one: lab reset`,
      ko: `다른 실습을 하려면 lab next --target ${wanted} --dir .lab-${wanted}, 이 실습을 끝내려면 lab reset 명령을 입력하세요.`,
    },
  })

/** Nothing was changed, nor will be: what the lab created is elsewhere. */
export const targetMismatch = (bound: Target, found: Target): LabError =>
  new LabError({
    code: 'target-mismatch',
    what: {
      en: `This lab belongs to ${placeOf(bound, 'en')}, but this command connects to ${placeOf(found, 'en')}.`,
      ko: `이 실습은 ${placeOf(bound, 'ko')}에 속하지만, 이 명령은 ${placeOf(found, 'ko')}에 연결됩니다.`,
    },
    why: {
      en: 'What the lab created is there, not here. Nothing was changed.',
      ko: '실습이 만든 리소스는 이곳이 아니라 그곳에 있습니다. 변경한 것은 없습니다.',
    },
    next: bound.kind === 'local' ? lostCloud : otherCredentials(bound),
  })

const lostCloud: Text = {
  en: "If the local cloud's folder was deleted, everything in it is gone too: delete the lab's folder as well to start over.",
  ko: '로컬 클라우드의 폴더를 지웠다면 그 안의 리소스도 모두 사라졌습니다. 실습 폴더도 지우고 처음부터 다시 시작하세요.',
}

const otherCredentials = (bound: Target): Text => ({
  en: `Use the credentials and Region of ${placeOf(bound, 'en')}, or start another lab with --dir.`,
  ko: `${placeOf(bound, 'ko')}의 자격 증명과 리전을 사용하거나, --dir로 다른 실습을 시작하세요.`,
})

function placeOf({ kind, account, region, endpoint }: Target, lang: Lang): string {
  const cloud = kind === 'aws' ? 'AWS' : { en: 'the local cloud', ko: '로컬 클라우드' }[lang]
  const at = kind === 'aws' && endpoint !== null ? `, ${endpoint}` : ''
  return `${cloud} (${account}, ${region}${at})`
}
