import type { Text } from '../../system/text.js'

const LINES: readonly (readonly [Text, string])[] = [
  [{ en: 'the lab’s load at full size', ko: '실습의 부하를 실제 규모로' }, 'lab simulate'],
  [
    { en: 'what does optimizing the code change?', ko: '코드를 최적화하면 무엇이 달라지나요?' },
    'lab simulate --versus code=optimized',
  ],
  [
    { en: 'what if Seoul had today’s scaling?', ko: '서울 리전이 현재 방식으로 확장된다면?' },
    'lab simulate --versus model=today',
  ],
  [
    {
      en: 'how much provisioned concurrency avoids all throttles, at what price?',
      ko: '스로틀을 모두 없애려면 프로비저닝된 동시성이 얼마나 필요하고, 비용은?',
    },
    'lab simulate --versus provisioned=enough',
  ],
  [
    { en: 'what does 1,024 MB change?', ko: '메모리를 1,024 MB로 늘리면?' },
    'lab simulate --versus memory=1024',
  ],
  [
    { en: 'a new account with a limit of 10', ko: '한도가 10인 새 계정이라면?' },
    'lab simulate --model today --limit 10 --users 100 --spawn-rate 5 --requests-per-second 30 --versus code=optimized',
  ],
  [
    {
      en: 'the workshop’s one Locust process, and a faster generator',
      ko: '워크숍처럼 Locust 프로세스 하나일 때와 더 빠른 부하 발생기일 때',
    },
    'lab simulate --requests-per-second none --generator 697 --versus generator=4000',
  ],
  [
    { en: 'a Region with a burst of 3,000', ko: '버스트가 3,000인 리전이라면?' },
    'lab simulate --versus region=us-east-1',
  ],
]

const join = (lang: 'en' | 'ko', title: string) =>
  `\n${title}\n${LINES.map(([what, command]) => `  # ${what[lang]}\n  ${command}\n`).join('')}`

/** Questions that learners ask, and the command that answers each. */
export const SIMULATE_EXAMPLES: Text = { en: join('en', 'Examples:'), ko: join('ko', '예:') }
