import type { Settings } from '../settings.js'

/** Up to which second, exclusive, the samples of a namespace are shown: the newest are on their way. */
export type ShownUntil = (namespace: string) => number

/**
 * `aws-like`: a sample shows seconds after it was measured, where AWS takes a minute or more, and each namespace in its own time. So
 * the last minute's sum grows while it is read.
 */
export function shownUntil(delays: Settings['delays']): ShownUntil {
  if (delays === 'none') return () => Infinity
  return (namespace) => Math.floor(Date.now() / 1_000) - (LATE_SECONDS[namespace] ?? 4)
}

const LATE_SECONDS: Readonly<Record<string, number>> = { 'AWS/Lambda': 4, 'AWS/ApiGateway': 6 }
