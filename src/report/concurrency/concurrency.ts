import { fullSize } from '../../scaling/scaling-model.js'
import { scalingModel } from '../../scaling/choose-model.js'
import type { LambdaPoint, MeasuredRun } from '../run/run.js'

/**
 * The concurrency of a test: what its load needed, what Lambda allowed, and what was used of it. Each figure of a report that is one
 * of these comes from here, so that it is the same wherever it stands.
 */
export interface Concurrency {
  /** Requests per second × average duration, while all users sent; null: nothing was invoked. */
  readonly needed: Product | null
  readonly allowed: { readonly atOnce: number; readonly atTheEnd: number }
  readonly used: {
    /** The highest that Lambda reported. */
    readonly maximum: number
    /** Invocations per second × their duration (Little’s law), while all users sent; null: nothing was invoked. */
    readonly mean: Product | null
  }
  /** `contradicted`: Lambda reported a lower maximum than the mean that follows from its own durations; metrics are missing. */
  readonly verdict: 'agrees' | 'contradicted'
  /** `never`: the test ended before all users were there, and the figures are of all of it. */
  readonly allUsers: 'were-there' | 'never'
}

export interface Product {
  readonly perSecond: number
  readonly durationMs: number
  readonly concurrency: number
}

/** Counts and durations of a second may be shown in the next one. */
const TOLERANCE = 0.25
/** Of the users wanted; the last may start in the test's last moment. */
const ALL_USERS = 0.95
const STOPPING_SECONDS = 3

export function concurrencyOf(run: MeasuredRun): Concurrency {
  const { client, lambda } = run
  const window = fullLoad(run)
  const mean = meanUsed(pointsAtFullLoad(run), lambda.periodSeconds)
  const sent = client.series.filter(({ t }) => window === null || isIn(window, t, 1))
  const perSecond =
    sent.length > 0
      ? sent.reduce((sum, point) => sum + point.requestsPerSecond, 0) / sent.length
      : client.requestsPerSecond
  return {
    needed: lambda.invocations === 0 ? null : productOf(perSecond, lambda.durationMs.average),
    allowed: allowedIn(run),
    used: { maximum: lambda.maxConcurrency, mean },
    verdict:
      mean !== null &&
      lambda.maxConcurrency < Math.min(mean.concurrency * (1 - TOLERANCE), mean.concurrency - 1)
        ? 'contradicted'
        : 'agrees',
    allUsers: window === null ? 'never' : 'were-there',
  }
}

/** Lambda’s points while all users were there; all of them where they never were. */
export function pointsAtFullLoad(run: MeasuredRun): readonly LambdaPoint[] {
  const window = fullLoad(run)
  const { periodSeconds, series } = run.lambda
  return series.filter(({ t }) => window === null || isIn(window, t, periodSeconds))
}

/** From the first second with all users to the last. */
interface FullLoad {
  readonly from: number
  readonly to: number
}

const isIn = ({ from, to }: FullLoad, t: number, seconds: number): boolean =>
  t >= from && t + seconds - 1 <= to

function fullLoad({ client, load }: MeasuredRun): FullLoad | null {
  const all = client.series.filter(({ users }) => users >= load.users * ALL_USERS)
  const [first, last] = [all[0], all.at(-1)]
  if (first === undefined || last === undefined) return null
  // Requests in flight when a test stops are counted after it: unless users left before, the rest of the test belongs to it.
  const ended = client.series.length - last.t <= STOPPING_SECONDS
  return { from: first.t, to: ended ? Infinity : last.t }
}

function meanUsed(points: readonly LambdaPoint[], periodSeconds: number): Product | null {
  const invocations = points.reduce((sum, point) => sum + point.invocations, 0)
  if (invocations === 0) return null
  const busyMs = points.reduce((sum, point) => sum + point.invocations * (point.durationMs ?? 0), 0)
  return productOf(invocations / (points.length * periodSeconds), busyMs / invocations)
}

const productOf = (perSecond: number, durationMs: number): Product => ({
  perSecond,
  durationMs,
  concurrency: (perSecond * durationMs) / 1_000,
})

/** As it was predicted, with the environment that the test invocation left warm: the line in the charts and in the live view. */
function allowedIn(run: MeasuredRun): Concurrency['allowed'] {
  const [first, last] = [run.predicted?.series[0], run.predicted?.series.at(-1)]
  if (first !== undefined && last !== undefined) return { atOnce: first.limit, atTheEnd: last.limit }
  const { burst, most, ceilingAt } = scalingOf(run)
  const seconds = Math.max(1, run.client.series.length)
  const ready = run.limits.provisionedConcurrency
  return {
    atOnce: Math.min(most, ready + burst),
    atTheEnd: Math.floor(Math.min(most, ready + ceilingAt(seconds))),
  }
}

/** What the scaling model in force gives at once, what it adds, and the limit above it. `ceilingAt`: after so many seconds of the test. */
export function scalingOf({ limits, target, scale }: MeasuredRun): {
  readonly burst: number
  readonly step: number
  readonly most: number
  readonly ceilingAt: (seconds: number) => number
} {
  const model = scalingModel(limits.model, target.region, scale ?? fullSize)
  return {
    burst: model.burst,
    step: model.ceilingAfter(60_000 / (scale?.time ?? 1)) - model.burst,
    most: limits.reservedConcurrency ?? limits.accountConcurrency,
    ceilingAt: (seconds) => model.ceilingAfter(seconds * 1_000),
  }
}
