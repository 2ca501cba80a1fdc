import { createHash, timingSafeEqual } from 'node:crypto'

/** What the client of a handshake answered, and the twenty random bytes that it was asked with. */
export interface PasswordProof {
  readonly token: Buffer
  readonly challenge: Buffer
}

/**
 * `mysql_native_password`: the client sends SHA1(password) XOR SHA1(challenge + SHA1(SHA1(password))), so the password
 * itself never travels.
 */
export function provesPassword({ token, challenge }: PasswordProof, password: string): boolean {
  const once = sha1(Buffer.from(password))
  const mask = sha1(challenge, sha1(once))
  const expected = Buffer.from(once.map((byte, index) => byte ^ (mask[index] ?? 0)))
  return token.length === expected.length && timingSafeEqual(token, expected)
}

function sha1(...parts: readonly Buffer[]): Buffer {
  const hash = createHash('sha1')
  for (const part of parts) hash.update(part)
  return hash.digest()
}
