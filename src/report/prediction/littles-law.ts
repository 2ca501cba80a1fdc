import type { MeasuredRun } from '../run/run.js'

/**
 * Little's law, concurrency = requests per second x duration, held against what was measured. Lambda reports the highest
 * concurrency of each period, which is never below the mean: above it is expected, clearly below it is a contradiction.
 */
export interface LittlesLaw {
  /** Over the periods in which anything was invoked. */
  readonly requestsPerSecond: number
  readonly durationSeconds: number
  /** Their product: the mean concurrency that the law demands. */
  readonly demanded: number
  /** The mean over periods of the highest concurrency. */
  readonly measured: number
  readonly verdict: 'holds' | 'less-than-one' | 'maximum-above-mean' | 'contradicted'
}

const TOLERANCE = 0.25
/** Highest concurrency counts whole environments. */
const ONE = 1

/** null: nothing was invoked. */
export function littlesLaw({ lambda }: MeasuredRun): LittlesLaw | null {
  const points = lambda.series.filter(({ invocations }) => invocations > 0)
  const invocations = points.reduce((sum, point) => sum + point.invocations, 0)
  if (invocations === 0) return null
  const seconds = points.length * lambda.periodSeconds
  const busyMs = points.reduce((sum, point) => sum + point.invocations * (point.durationMs ?? 0), 0)
  const demanded = busyMs / 1000 / seconds
  const measured = points.reduce((sum, point) => sum + point.concurrency, 0) / points.length
  return {
    requestsPerSecond: invocations / seconds,
    durationSeconds: busyMs / invocations / 1000,
    demanded,
    measured,
    verdict: verdict(demanded, measured),
  }
}

function verdict(demanded: number, measured: number): LittlesLaw['verdict'] {
  if (measured > Math.max(demanded * (1 + TOLERANCE), demanded + ONE)) return 'maximum-above-mean'
  if (measured < Math.min(demanded * (1 - TOLERANCE), demanded - ONE)) return 'contradicted'
  if (demanded < ONE && measured > demanded * (1 + TOLERANCE)) return 'less-than-one'
  return 'holds'
}
