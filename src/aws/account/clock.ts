import type { Access } from '../../core/target.js'

/** Seconds that this computer's clock is ahead of the target's, by the `Date` of an answer; needs no credentials. */
export async function clockSkewSeconds({ target, endpoints }: Access): Promise<number> {
  const url = endpoints['STS'] ?? target.endpoint ?? `https://sts.${target.region}.amazonaws.com`
  const asked = Date.now()
  const answer = await fetch(url, { method: 'HEAD', redirect: 'manual', signal: AbortSignal.timeout(10_000) })
  const there = Date.parse(answer.headers.get('date') ?? '')
  if (Number.isNaN(there)) throw new Error(`${url} did not tell its time`)
  // The header has whole seconds: on average it is half a second more.
  return ((asked + Date.now()) / 2 - (there + 500)) / 1_000
}
