import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

/**
 * Keeps secret values out of the saved state's plain text, as Secrets Manager keeps them encrypted at rest: who is sent a
 * state file or its backup does not get the secrets with it. The key comes from the lab's own credentials.
 */
export interface Seal {
  seal(value: Uint8Array): string
  /** Throws where the text was not sealed under this key. */
  open(sealed: string): Buffer
}

export function sealFor(secretAccessKey: string): Seal {
  const key = Buffer.from(hkdfSync('sha256', secretAccessKey, '', 'secretsmanager at rest', 32))
  return {
    seal: (value) => {
      const nonce = randomBytes(NONCE_BYTES)
      const cipher = createCipheriv('aes-256-gcm', key, nonce)
      const content = Buffer.concat([cipher.update(value), cipher.final()])
      return Buffer.concat([nonce, cipher.getAuthTag(), content]).toString('base64')
    },
    open: (sealed) => {
      const bytes = Buffer.from(sealed, 'base64')
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE_BYTES))
      decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES))
      return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()])
    },
  }
}

const NONCE_BYTES = 12
const TAG_BYTES = 16
