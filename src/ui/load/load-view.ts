import type { LoadSample } from '../../core/progress.js'
import type { Text } from '../../system/text.js'
import type { Layout } from '../layout.js'
import { padded } from '../table.js'
import { bar, sparkline, timeline } from './chart.js'
import { clock, figure, milliseconds, ofWhole, percent } from './figure.js'
import stringWidth from 'fast-string-width'

const NAMES = {
  time: { en: 'time left', ko: '남은 시간' },
  users: { en: 'users', ko: '사용자' },
  requests: { en: 'requests/s', ko: '요청/초' },
  failures: { en: 'failures/s', ko: '실패/초' },
  latency: { en: 'latency', ko: '지연 시간' },
  throttles: { en: 'throttles/s', ko: '스로틀/초' },
  concurrency: { en: 'concurrency', ko: '동시성' },
  generator: { en: 'generator CPU', ko: '부하 발생기 CPU' },
} satisfies Record<string, Text>

const FIGURES = 14
const WIDEST_CHART = 60

/** A running load test as a block of lines, each with a small chart; `samples` are all so far, at least one. */
export function loadView(samples: readonly LoadSample[], layout: Layout): string[] {
  const now = samples.at(-1)
  if (now === undefined) return []
  const width = Math.max(...Object.values(NAMES).map((name) => stringWidth(name[layout.lang])))
  const chart = Math.max(8, Math.min(WIDEST_CHART, layout.columns - width - FIGURES - 4))
  const line = (name: Text, value: string, drawn: string) =>
    `${layout.colors.dim(padded(name[layout.lang], width))}  ${padded(value, FIGURES)}  ${drawn}`.trimEnd()
  const past = (value: (sample: LoadSample) => number | null) => sparkline(timeline(samples, value, chart))
  const { colors } = layout
  return [
    line(
      NAMES.time,
      clock(now.totalSeconds - now.elapsedSeconds),
      colors.dim(bar(now.totalSeconds - now.elapsedSeconds, now.totalSeconds, chart)),
    ),
    line(NAMES.users, ofWhole(now.users, now.usersWanted), bar(now.users, now.usersWanted, chart)),
    line(
      NAMES.requests,
      figure(now.requestsPerSecond),
      colors.green(past((sample) => sample.requestsPerSecond)),
    ),
    line(
      NAMES.failures,
      figure(now.failuresPerSecond),
      colors.red(past((sample) => sample.failuresPerSecond)),
    ),
    line(
      NAMES.throttles,
      figure(now.throttlesPerSecond),
      colors.yellow(past((sample) => sample.throttlesPerSecond)),
    ),
    line(NAMES.concurrency, ofWhole(now.concurrency, now.concurrencyLimit), stairs(samples, chart, layout)),
    line(NAMES.latency, `p50 ${milliseconds(now.p50Ms)}`, `p95 ${milliseconds(now.p95Ms)}`),
    line(NAMES.generator, percent(now.generatorCpu), starving(now.generatorCpu, layout)),
  ]
}

/** Concurrency on the scale of the highest limit so far, so that running into a limit looks like it. */
function stairs(samples: readonly LoadSample[], width: number, { colors }: Layout): string {
  const now = samples.at(-1)
  const highest = Math.max(0, ...samples.map(({ concurrencyLimit }) => concurrencyLimit ?? 0))
  const drawn = sparkline(
    timeline(samples, ({ concurrency }) => concurrency, width),
    highest,
  )
  const isAtLimit =
    now !== undefined && now.concurrency !== null && now.concurrency >= (now.concurrencyLimit ?? Infinity)
  return isAtLimit ? colors.yellow(drawn) : colors.green(drawn)
}

/** Above this the generator itself may be what is measured. */
const STARVED = 0.9

function starving(cpu: number | null, { colors, lang }: Layout): string {
  if (cpu === null || cpu < STARVED) return ''
  return colors.yellow({ en: 'at its limit', ko: '한계 도달' }[lang])
}
