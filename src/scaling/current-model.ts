import { type ScalingModel, type ScalingScale, scaledEnvironments } from './scaling-model.js'

/**
 * Lambda since November 2023: "every 10 seconds, Lambda can allocate at most 1,000 additional execution environment
 * instances [...] to each of your functions", refilled continuously; what isn't used doesn't accrue beyond 1,000
 * (developer guide, scaling behavior). A token bucket for each function, the same in every Region.
 */
export function currentModel(scale: ScalingScale): ScalingModel {
  const burst = scaledEnvironments(environmentsEachPeriod, scale)
  const eachMs = (burst * scale.time) / periodMs

  return {
    name: 'current',
    sharedBy: 'function',
    burst,
    alwaysUpTo: 0,
    full: { left: burst, asOfMs: 0 },
    left: (allowance, nowMs) =>
      Math.min(burst, allowance.left + Math.max(0, nowMs - allowance.asOfMs) * eachMs + rounding),
    spend(allowance, nowMs) {
      const refilled = allowance.left + Math.max(0, nowMs - allowance.asOfMs) * eachMs
      return { left: Math.max(0, Math.min(burst, refilled) - 1), asOfMs: nowMs }
    },
    ceilingAfter: (elapsedMs) => burst + Math.max(0, elapsedMs) * eachMs,
  }
}

const environmentsEachPeriod = 1_000
const periodMs = 10_000

/** A tenth of a second and ten hundredths must refill the same: sums of fractions fall short of whole numbers. */
const rounding = 1e-9
