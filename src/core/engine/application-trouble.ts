import { LabError } from '../errors.js'
import type { ApplicationNames } from '../target.js'

/** Throws a usage LabError where a flag names something else than what the lab began with. */
export function judgeApplication(bound: ApplicationNames, wanted: ApplicationNames): void {
  for (const part of PARTS) if (bound[part] !== wanted[part]) throw applicationFixed(part, bound, wanted)
}

const PARTS = ['vpc', 'subnet', 'function', 'api', 'stage', 'secret', 'environment'] as const

function applicationFixed(
  part: (typeof PARTS)[number],
  bound: ApplicationNames,
  wanted: ApplicationNames,
): LabError {
  const [before, now] = [bound[part], wanted[part]].map((name) => name ?? '–')
  return new LabError({
    code: 'application-fixed',
    exit: 'usage',
    what: {
      en: `This lab was started with \`--${part} ${before}\`, not with ${now}.`,
      ko: `이 실습은 ${now}이(가) 아니라 \`--${part} ${before}\`(으)로 시작했습니다.`,
    },
    why: {
      en: 'The application is chosen in the first step and does not change.',
      ko: '실습의 애플리케이션은 첫 단계를 실행할 때 정해지고 바뀌지 않습니다.',
    },
    next: {
      en: `Leave out \`--${part}\`, or start another lab with \`--dir\`.`,
      ko: `\`--${part}\`을(를) 빼거나, \`--dir\`로 다른 실습을 시작하세요.`,
    },
  })
}
