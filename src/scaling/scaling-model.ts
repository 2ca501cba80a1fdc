/**
 * How fast Lambda may add execution environments: a pure function of what was started before and when. Only a request that
 * finds no idle environment needs one more. Times are milliseconds of any one clock that doesn't go back; the local cloud
 * passes a monotonic clock, a simulation its virtual one.
 */
export interface ScalingModel {
  readonly name: ScalingModelName
  /** Whose starts count together: all functions of the Region (2021), or each function's own (since November 2023). */
  readonly sharedBy: 'region' | 'function'
  /** What may start at once after a rest. */
  readonly burst: number
  /** The allowance of a Region or function that has started nothing for a while. */
  readonly full: Allowance
  /** Up to this many requests at once in the Region, an environment may always start, whatever was started before. */
  readonly alwaysUpTo: number
  /** Environments that may be started at `nowMs`; may have a fraction, of which only whole ones count. */
  left(allowance: Allowance, nowMs: number): number
  /** The allowance after one environment was started at `nowMs` beside `inRegion` requests that ran; ask `left` first. */
  spend(allowance: Allowance, nowMs: number, inRegion: number): Allowance
  /** The most environments that endless demand can have `elapsedMs` after its first request: the stairs of a chart. */
  ceilingAfter(elapsedMs: number): number
}

export type ScalingModelName = 'workshop-2021' | 'current'

/** What was left of the scaling rate at a time. */
export interface Allowance {
  readonly left: number
  readonly asOfMs: number
}

/** Rates and limits are divided by `size`; a minute lasts 60 / `time` seconds. `{size: 1, time: 1}` is AWS. */
export interface ScalingScale {
  readonly size: number
  readonly time: number
}

export const fullSize: ScalingScale = { size: 1, time: 1 }

/** A number of environments at this scale: at least one, or nothing could ever start. */
export function scaledEnvironments(atFullSize: number, scale: ScalingScale): number {
  return Math.max(1, Math.round(atFullSize / scale.size))
}
