import type { Cost, CostItem, LambdaMeasurement, LambdaPoint, MeasuredRun } from '../run/run.js'
import type { Prices } from './prices.js'

/** What was used, from which everything billed follows. */
export interface Usage {
  readonly invocations: number
  readonly throttles: number
  /** Milliseconds of all invocations together, before rounding. */
  readonly durationMs: number
}

/** What of a run decides the bill besides how much was used. */
export interface Billed extends Pick<MeasuredRun, 'invoke' | 'limits' | 'load' | 'secretReads'> {
  readonly lambda: Pick<
    LambdaMeasurement,
    'invocations' | 'coldStarts' | 'maxConcurrency' | 'provisionedInvocations'
  > & { readonly series?: readonly LambdaPoint[] }
}

/** What the load of one test would be billed on AWS, from what was measured; an estimate at list prices. */
export function costOf(run: MeasuredRun, prices: Prices): Cost {
  const { invocations, throttles, durationMs } = run.lambda
  const items = itemsOf(run, { invocations, throttles, durationMs: invocations * durationMs.average }, prices)
  const amount = total(items)
  return {
    currency: 'USD',
    amount,
    perMillionRequests: invocations > 0 ? (amount / invocations) * 1e6 : null,
    pricesOf: prices.date,
    pricesIn: prices.region,
    items,
  }
}

/** The bill's lines for a usage under a run's memory, code and settings. */
export function itemsOf(run: Billed, usage: Usage, prices: Prices): readonly CostItem[] {
  const gb = run.invoke.memorySizeMb / 1024
  const { provisionedConcurrency } = run.limits
  const { onDemandMs, provisionedMs } = billedMs(run, usage)
  const quantities: readonly (readonly [CostItem['id'], number, number])[] = [
    ['lambda-requests', usage.invocations, prices.lambdaRequest],
    ['lambda-duration', (onDemandMs / 1000) * gb, prices.lambdaGbSecond],
    ['provisioned-duration', (provisionedMs / 1000) * gb, prices.provisionedDurationGbSecond],
    // A throttled request is refused by Lambda, not by API Gateway: it answers 500, and bills it.
    ['api-gateway', usage.invocations + usage.throttles, prices.apiGatewayRequest],
    ['secrets-manager', secretReads(run, usage), prices.secretRead],
    ['cloudwatch-logs', (usage.invocations * logBytes(run)) / GIB, prices.logsGb],
    [
      'provisioned-concurrency',
      provisionedConcurrency * gb * provisionedSeconds(run),
      prices.provisionedGbSecond,
    ],
  ]
  return quantities
    .filter(([, quantity]) => quantity > 0)
    .map(([id, quantity, price]) => ({ id, quantity, amount: quantity * price }))
}

export const total = (items: readonly CostItem[]) => items.reduce((sum, { amount }) => sum + amount, 0)

const GIB = 2 ** 30
/** START, END and REPORT with the 26 bytes that CloudWatch Logs adds to each event; what a function prints comes on top. */
const PLATFORM_LOG_BYTES = 350

const logBytes = ({ invoke }: Billed) => invoke.logBytes ?? PLATFORM_LOG_BYTES

/**
 * Each invoke is rounded up to a millisecond, half of one on average and never below one; on demand, a cold start's init is billed
 * too. What ran in provisioned environments has a price of its own.
 */
function billedMs(
  run: Billed,
  usage: Usage,
): { readonly onDemandMs: number; readonly provisionedMs: number } {
  const handlers = Math.max(usage.invocations, usage.durationMs + usage.invocations / 2)
  const provisionedMs = handlers * provisionedShare(run)
  const inits = coldShare(run) * usage.invocations * (run.invoke.initDurationMs ?? 0)
  return { onDemandMs: handlers - provisionedMs + inits, provisionedMs }
}

/** Of the invocations, 0 to 1: as CloudWatch counted them, else as many as the provisioned environments had room for. */
function provisionedShare({ limits, lambda }: Billed): number {
  const ready = limits.provisionedConcurrency
  if (ready === 0 || lambda.invocations === 0) return 0
  const { provisionedInvocations, series = [], maxConcurrency } = lambda
  if (provisionedInvocations != null) return Math.min(1, provisionedInvocations / lambda.invocations)
  const points = series.length > 0 ? series : [{ invocations: 1, concurrency: maxConcurrency }]
  const inThem = points.reduce(
    (sum, point) => sum + point.invocations * Math.min(1, ready / Math.max(1, point.concurrency)),
    0,
  )
  return (
    inThem /
    Math.max(
      1,
      points.reduce((sum, point) => sum + point.invocations, 0),
    )
  )
}

/** Those counted, or as many as are assumed; what nobody counted is not billed here. */
function secretReads(run: Billed, usage: Usage): number {
  const { secretReads: reads } = run
  if (reads.kind === 'counted') return reads.reads * (usage.invocations / Math.max(1, run.lambda.invocations))
  if (reads.kind === 'not-counted') return 0
  return usage.invocations * { invoke: 1, environment: coldShare(run), never: 0 }[reads.each]
}

/** Environments started for each invocation; where CloudWatch does not tell, there were at least as many as ran at once. */
function coldShare({ lambda }: Billed): number {
  return lambda.invocations > 0 ? (lambda.coldStarts ?? lambda.maxConcurrency) / lambda.invocations : 0
}

/** Provisioned concurrency is billed in steps of five minutes. */
function provisionedSeconds({ load }: Billed): number {
  return Math.ceil(load.durationSeconds / 300) * 300
}
