import type { LoadSample } from '../../core/progress.js'
import type { Text } from '../../core/text.js'
import type { Page } from '../page.js'
import { padded } from '../table.js'
import { bar, sparkline } from './chart.js'
import { timeline } from './timeline.js'
import { clock, figure, milliseconds, ofWhole, percent } from './figure.js'
import stringWidth from 'fast-string-width'

const NAMES = {
  time: { en: 'time left', ko: '남은 시간' },
  users: { en: 'users', ko: '사용자' },
  requests: { en: 'requests/s', ko: '요청/초' },
  failures: { en: 'failures/s', ko: '실패/초' },
  latency: { en: 'latency', ko: '지연 시간' },
  throttles: { en: 'throttles/s', ko: '스로틀/초' },
  concurrency: { en: 'concurrency', ko: '동시 실행 수' },
  generator: { en: 'generator CPU', ko: '부하 발생기 CPU' },
} satisfies Record<string, Text>

const FIGURES = 14
const WIDEST_CHART = 60

/** A running load test as a block of lines, each with a small chart; `samples` are all so far, at least one. */
export function loadView(samples: readonly LoadSample[], page: Page): string[] {
  const now = samples.at(-1)
  if (now === undefined) return []
  const width = Math.max(...Object.values(NAMES).map((name) => stringWidth(name[page.lang])))
  const chart = Math.max(8, Math.min(WIDEST_CHART, page.columns - width - FIGURES - 4))
  const line = (name: Text, value: string, drawn: string) =>
    `${page.colours.dim(padded(name[page.lang], width))}  ${padded(value, FIGURES)}  ${drawn}`.trimEnd()
  const past = (value: (sample: LoadSample) => number | null) => sparkline(timeline(samples, value, chart))
  const { colours } = page
  return [
    line(
      NAMES.time,
      clock(now.totalSeconds - now.elapsedSeconds),
      colours.dim(bar(now.elapsedSeconds, now.totalSeconds, chart)),
    ),
    line(NAMES.users, ofWhole(now.users, now.usersWanted), bar(now.users, now.usersWanted, chart)),
    line(
      NAMES.requests,
      figure(now.requestsPerSecond),
      colours.green(past((sample) => sample.requestsPerSecond)),
    ),
    line(
      NAMES.failures,
      figure(now.failuresPerSecond),
      colours.red(past((sample) => sample.failuresPerSecond)),
    ),
    line(
      NAMES.throttles,
      figure(now.throttlesPerSecond),
      colours.yellow(past((sample) => sample.throttlesPerSecond)),
    ),
    line(NAMES.concurrency, ofWhole(now.concurrency, now.concurrencyLimit), stairs(samples, chart, page)),
    line(NAMES.latency, `p50 ${milliseconds(now.p50Ms)}`, `p95 ${milliseconds(now.p95Ms)}`),
    line(NAMES.generator, percent(now.generatorCpu), starving(now.generatorCpu, page)),
  ]
}

/** Concurrency on the scale of the highest limit so far, so that running into a limit looks like it. */
function stairs(samples: readonly LoadSample[], width: number, { colours }: Page): string {
  const now = samples.at(-1)
  const highest = Math.max(0, ...samples.map(({ concurrencyLimit }) => concurrencyLimit ?? 0))
  const drawn = sparkline(
    timeline(samples, ({ concurrency }) => concurrency, width),
    highest,
  )
  const isAtLimit =
    now !== undefined && now.concurrency !== null && now.concurrency >= (now.concurrencyLimit ?? Infinity)
  return isAtLimit ? colours.yellow(drawn) : colours.green(drawn)
}

/** Above this the generator itself may be what is measured. */
const STARVED = 0.9

function starving(cpu: number | null, { colours, lang }: Page): string {
  if (cpu === null || cpu < STARVED) return ''
  return colours.yellow({ en: 'at its limit', ko: '한계에 이름' }[lang])
}
