/**
 * Whether a call was refused because of this computer's clock alone, and the SDK has taken over the service's clock since: signed anew,
 * the same call is taken. It was not carried out, so that also who repeats nothing else may repeat it.
 */
export function isRefusedForItsTime(thrown: unknown): boolean {
  return thrown instanceof Error && OF_THE_CLOCK.has(thrown.name) && hasAnotherClock(thrown)
}

const OF_THE_CLOCK = new Set([
  'AuthFailure',
  'InvalidSignatureException',
  'RequestExpired',
  'RequestInTheFuture',
  'RequestTimeTooSkewed',
  'SignatureDoesNotMatch',
])

/** From here on the SDK takes the two clocks for different. */
const DIFFERS_AT_MS = 240_000

/** By the answer: newer clients mark such an error, and the Cloud9 client only takes over the time. */
function hasAnotherClock(error: Error): boolean {
  const there = Date.parse(dateOf('$response' in error ? error.$response : null))
  return Math.abs(there - Date.now()) >= DIFFERS_AT_MS
}

/** Empty where it tells none. */
function dateOf(response: unknown): string {
  if (typeof response !== 'object' || response === null || !('headers' in response)) return ''
  const { headers } = response
  if (typeof headers !== 'object' || headers === null || !('date' in headers)) return ''
  return typeof headers.date === 'string' ? headers.date : ''
}
