import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

/** What `GET /health?challenge=…` is asked with: 32 hexadecimal digits, new for each question. */
export const newChallenge = (): string => randomBytes(16).toString('hex')

/** null: the address asks for no proof. */
export const challengeIn = (url: string): string | null =>
  /^\/health\?challenge=([0-9a-f]{32})$/.exec(url)?.[1] ?? null

/** That whoever answers has the cloud's key, for this question and this start of it alone, and without telling the key. */
export const proofOf = (secretAccessKey: string, challenge: string, nonce: string): string =>
  createHmac('sha256', secretAccessKey).update(`${challenge}${nonce}`).digest('hex')

/** Takes as long for a wrong proof as for the right one. */
export function proves(proof: string, secretAccessKey: string, challenge: string, nonce: string): boolean {
  const [told, wanted] = [Buffer.from(proof), Buffer.from(proofOf(secretAccessKey, challenge, nonce))]
  return told.length === wanted.length && timingSafeEqual(told, wanted)
}
