import type { WhatIf } from '../../report/what-if/what-if.js'
import type { Option } from '../command.js'
import { choice, noneOr, number, or, type Read, region, whole } from './read-figure.js'

/** A figure of a scenario: its flag, and how what is typed is read. `--versus` takes the same names for a second scenario. */
export interface ScenarioFlag<T> extends Option {
  readonly read: Read<T>
}

const MILLION = 1_000_000
const MODELS = { '2021': 'workshop-2021', today: 'current' } as const
const CODES = { original: 'original', optimized: 'optimized' } as const

export const SCENARIO_FLAGS: { readonly [Figure in keyof WhatIf]: ScenarioFlag<WhatIf[Figure]> } = {
  users: {
    flag: 'users',
    value: 'N',
    summary: { en: 'users (10000)', ko: '사용자 수 (기본값 10000)' },
    read: whole(10_000, { least: 1, most: MILLION }),
  },
  spawnRate: {
    flag: 'spawn-rate',
    value: 'N',
    summary: { en: 'users started per second (500)', ko: '초당 시작할 사용자 수 (기본값 500)' },
    read: number(500, { least: 0.01, most: MILLION }),
  },
  durationSeconds: {
    flag: 'duration',
    value: 'SECONDS',
    summary: { en: 'length of the test in seconds (300)', ko: '테스트 시간, 초 (기본값 300)' },
    read: whole(300, { least: 1, most: 86_400 }),
  },
  requestsPerSecond: {
    flag: 'requests-per-second',
    value: 'N|none',
    values: ['none'],
    summary: {
      en: 'requests per second of all users together (3000); none: as fast as answers come',
      ko: '모든 사용자를 합친 초당 요청 수 (기본값 3000). none이면 응답이 오는 대로',
    },
    read: or('none', null, number(3_000, { least: 0.001, most: 1e7 })),
  },
  generator: {
    flag: 'generator',
    value: 'N|none',
    values: ['none'],
    summary: {
      en: 'requests/s that the load generator can send (none: no limit)',
      ko: '부하 발생기가 보낼 수 있는 초당 요청 수 (기본값 none, 제한 없음)',
    },
    read: noneOr(0.001, 1e7),
  },
  region: {
    flag: 'region',
    value: 'REGION',
    summary: { en: 'AWS Region (ap-northeast-2)', ko: 'AWS 리전 (기본값 ap-northeast-2)' },
    read: region('ap-northeast-2'),
  },
  model: {
    flag: 'model',
    value: Object.keys(MODELS).join('|'),
    values: Object.keys(MODELS),
    summary: {
      en: 'how Lambda scales (2021, as in the workshop)',
      ko: 'Lambda의 스케일링(확장) 방식 (기본값 2021, 워크숍 당시)',
    },
    read: choice<WhatIf['model']>(MODELS, 'workshop-2021'),
  },
  limit: {
    flag: 'limit',
    value: 'N',
    summary: { en: 'concurrency limit of the account (3000)', ko: '계정의 동시성 한도 (기본값 3000)' },
    read: whole(3_000, { least: 0, most: MILLION }),
  },
  reserved: {
    flag: 'reserved',
    value: 'N|none',
    values: ['none'],
    summary: { en: 'reserved concurrency (none)', ko: '예약된 동시성 (기본값 none)' },
    read: noneOr(0, MILLION),
  },
  provisioned: {
    flag: 'provisioned',
    value: 'N|enough',
    values: ['enough'],
    summary: {
      en: 'provisioned concurrency (0); enough: the least that avoids all throttles',
      ko: '프로비저닝된 동시성 (기본값 0). enough이면 스로틀이 없어지는 최소값',
    },
    read: or<'enough', number>('enough', 'enough', whole(0, { least: 0, most: MILLION })),
  },
  code: {
    flag: 'code',
    value: Object.keys(CODES).join('|'),
    values: Object.keys(CODES),
    summary: {
      en: "the workshop's code, before or after the optimization (original)",
      ko: '워크숍의 최적화 전후 코드 (기본값 original)',
    },
    // Also as it was spelled at first.
    read: or('optimised', 'optimized' as const, choice<WhatIf['code']>(CODES, 'original')),
  },
  serviceMs: {
    flag: 'service',
    value: 'MS',
    summary: {
      en: 'duration of a warm call at 128 MB (701.73 or 7.66, by --code)',
      ko: '128 MB에서 웜 호출의 실행 시간, ms (--code에 따라 701.73 또는 7.66)',
    },
    read: noneOr(0.001, 900_000),
  },
  memoryMb: {
    flag: 'memory',
    value: 'MB',
    summary: { en: 'memory, and CPU with it (128)', ko: '메모리. CPU도 비례합니다 (기본값 128)' },
    read: whole(128, { least: 128, most: 10_240 }),
  },
  cpuPart: {
    flag: 'cpu-part',
    value: '0..1',
    summary: {
      en: "share of a call's duration that is CPU time; it shrinks as memory grows (0.9)",
      ko: '실행 시간에서 CPU 시간이 차지하는 비율. CPU 시간은 메모리를 늘리면 줄어듭니다 (기본값 0.9)',
    },
    read: number(0.9, { least: 0, most: 1 }),
  },
  initMs: {
    flag: 'init',
    value: 'MS',
    summary: { en: 'init of a new environment (400)', ko: '새 실행 환경의 초기화 시간, ms (기본값 400)' },
    read: number(400, { least: 0, most: 60_000 }),
  },
  seed: {
    flag: 'seed',
    value: 'N',
    summary: {
      en: 'random seed; another value gives another random run (1)',
      ko: '난수 시드. 값을 바꾸면 다른 무작위 결과가 나옵니다 (기본값 1)',
    },
    read: whole(1, { least: 0, most: 2 ** 31 }),
  },
}

/** All flags of `lab simulate`. */
export const SIMULATE_OPTIONS: readonly Option[] = [
  ...Object.values(SCENARIO_FLAGS),
  {
    flag: 'versus',
    value: 'NAME=VALUE,...',
    summary: {
      en: 'a second scenario to compare, with these values changed',
      ko: '이 값만 바꾼 두 번째 시나리오를 나란히 보여 줍니다',
    },
  },
  {
    flag: 'html',
    value: 'FILE',
    summary: { en: 'also write the report as one HTML file', ko: '보고서를 HTML 파일 하나로도 저장합니다' },
  },
]
