import { randomInt } from 'node:crypto'
import { ServiceError } from '../service.js'

/** A secret as it is saved; times in milliseconds since the epoch. */
export interface Secret {
  readonly arn: string
  readonly name: string
  readonly description: string | null
  readonly kmsKeyId: string | null
  readonly tags: Record<string, string>
  /** By version id. */
  readonly versions: Record<string, SecretVersion>
  readonly createdMs: number
  readonly changedMs: number
  /** When it is gone for good; null: it is not being deleted. */
  deletedMs: number | null
}

export interface SecretVersion {
  readonly kind: 'string' | 'binary'
  /** See encryption.ts. */
  readonly sealed: string
  readonly stages: readonly string[]
  readonly createdMs: number
}

/** The service's section of the saved state. */
export interface Secrets {
  all: Secret[]
}

/** By name, by ARN, or by an ARN without its random end. Throws ResourceNotFoundException. */
export function findSecret(secrets: Secrets, secretId: string): Secret {
  const found = secretOrNull(secrets, secretId)
  if (found !== null) return found
  throw new ServiceError('ResourceNotFoundException', "Secrets Manager can't find the specified secret.")
}

export function secretOrNull(secrets: Secrets, secretId: string): Secret | null {
  const found = secrets.all.find(
    ({ name, arn }) => secretId === name || secretId === arn || secretId === arn.slice(0, -SUFFIX_LENGTH - 1),
  )
  const isGone = found === undefined || (found.deletedMs !== null && found.deletedMs <= Date.now())
  return isGone ? null : found
}

/** The same, and not marked for deletion. */
export function findLiving(secrets: Secrets, secretId: string): Secret {
  const secret = findSecret(secrets, secretId)
  if (secret.deletedMs === null) return secret
  throw new ServiceError(
    'InvalidRequestException',
    "You can't perform this operation on the secret because it was marked for deletion.",
  )
}

const SUFFIX_LENGTH = 6
const SUFFIX_LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

/** Ends in six random characters, so that a new secret of an old name has another ARN. */
export function newArn(region: string, account: string, name: string): string {
  const letter = (): string => SUFFIX_LETTERS.charAt(randomInt(SUFFIX_LETTERS.length))
  const suffix = Array.from({ length: SUFFIX_LENGTH }, letter).join('')
  return `arn:aws:secretsmanager:${region}:${account}:secret:${name}-${suffix}`
}
