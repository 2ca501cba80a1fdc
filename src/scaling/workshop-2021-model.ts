import { type Allowance, type ScalingModel, type ScalingScale, scaledEnvironments } from './scaling-model.js'

/**
 * Lambda until November 2023, as the workshop shows it: a burst that depends on the Region and that all functions share,
 * then 500 more each minute "until there are enough instances to serve all requests, or until a concurrency limit is
 * reached" (developer guide, 2022). It is concurrency that starts at the burst and grows: a Region that serves less than that
 * may always start another environment, as when new code takes the place of the old after a test. The guide leaves two
 * things open; decided here:
 *
 * - The minutes are counted from the first environments that were started out of a full allowance, so the stairs of a load
 *   test begin with the load and not with the wall clock.
 * - What a minute adds and nobody uses is kept up to the burst and not beyond it. A Region at rest is therefore back at
 *   its burst after burst / step minutes (one in Seoul, six in Virginia), and the next test climbs the same stairs.
 */
export function workshop2021Model(region: string, scale: ScalingScale): ScalingModel {
  const burst = scaledEnvironments(burstConcurrency(region), scale)
  const step = scaledEnvironments(stepEachMinute, scale)
  const minuteMs = 60_000 / scale.time

  const minutes = (allowance: Allowance, nowMs: number) =>
    Math.max(0, Math.floor((nowMs - allowance.asOfMs) / minuteMs))
  const left = (allowance: Allowance, nowMs: number) =>
    allowance.left >= burst ? burst : Math.min(burst, allowance.left + step * minutes(allowance, nowMs))

  return {
    name: 'workshop-2021',
    sharedBy: 'region',
    burst,
    alwaysUpTo: burst,
    full: { left: burst, asOfMs: 0 },
    left,
    spend(allowance, nowMs, inRegion) {
      const before = left(allowance, nowMs)
      // One start alone is no load yet: a test invoke just before a load must not move the load's stairs.
      const begins = before >= burst || (before >= burst - 1 && inRegion <= 1)
      const asOfMs = begins ? nowMs : allowance.asOfMs + minutes(allowance, nowMs) * minuteMs
      return { left: Math.max(0, before - 1), asOfMs }
    },
    ceilingAfter: (elapsedMs) => burst + step * Math.floor(Math.max(0, elapsedMs) / minuteMs),
  }
}

/** Burst concurrency by Region, from the developer guide of 2022; 500 in all that it doesn't name, Seoul among them. */
export function burstConcurrency(region: string): number {
  return burstOfRegion.get(region) ?? 500
}

const stepEachMinute = 500

const burstOfRegion = new Map([
  ['us-west-2', 3_000],
  ['us-east-1', 3_000],
  ['eu-west-1', 3_000],
  ['ap-northeast-1', 1_000],
  ['eu-central-1', 1_000],
  ['us-east-2', 1_000],
])
