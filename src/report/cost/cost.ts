import type { Cost, CostItem, LambdaMeasurement, MeasuredRun } from '../run/run.js'
import { PRICES, type Prices } from './prices.js'

/** What was used, from which everything billed follows. */
export interface Usage {
  readonly invocations: number
  readonly throttles: number
  /** Milliseconds of all invocations together, before rounding. */
  readonly durationMs: number
}

/** What of a run decides the bill besides how much was used. */
export interface Billed extends Pick<MeasuredRun, 'invoke' | 'limits' | 'load' | 'secretReads'> {
  readonly lambda: Pick<LambdaMeasurement, 'invocations' | 'coldStarts' | 'maxConcurrency'>
}

/** What the load of one test would be billed on AWS, from what was measured; an estimate at list prices. */
export function costOf(run: MeasuredRun, prices: Prices = PRICES): Cost {
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
export function itemsOf(run: Billed, usage: Usage, prices: Prices = PRICES): readonly CostItem[] {
  const gb = run.invoke.memorySizeMb / 1024
  const { provisionedConcurrency } = run.limits
  const quantities: readonly (readonly [CostItem['id'], number, number])[] = [
    ['lambda-requests', usage.invocations, prices.lambdaRequest],
    ['lambda-duration', (billedMs(run, usage) / 1000) * gb, prices.lambdaGbSecond],
    // A throttled request is refused by Lambda, not by API Gateway: it answers 500, and bills it.
    ['api-gateway', usage.invocations + usage.throttles, prices.apiGatewayRequest],
    ['secrets-manager', secretReads(run, usage), prices.secretRead],
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

/** Each invoke is rounded up to a millisecond, half of one on average and never below one; a cold start's init is billed too. */
function billedMs(run: Billed, usage: Usage): number {
  const handlers = Math.max(usage.invocations, usage.durationMs + usage.invocations / 2)
  return handlers + coldShare(run) * usage.invocations * (run.invoke.initDurationMs ?? 0)
}

function secretReads(run: Billed, usage: Usage): number {
  const perInvocation = { 'every-invoke': 1, 'every-environment': coldShare(run), none: 0 }
  return usage.invocations * perInvocation[run.secretReads]
}

/** Environments started for each invocation; where CloudWatch does not tell, there were at least as many as ran at once. */
function coldShare({ lambda }: Billed): number {
  return lambda.invocations > 0 ? (lambda.coldStarts ?? lambda.maxConcurrency) / lambda.invocations : 0
}

/** Provisioned concurrency is billed in steps of five minutes. */
function provisionedSeconds({ load }: Billed): number {
  return Math.ceil(load.durationSeconds / 300) * 300
}
