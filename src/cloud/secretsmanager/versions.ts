import { randomUUID } from 'node:crypto'
import { type Members, ServiceError } from '../service.js'
import type { Secret, SecretVersion } from './secret.js'
import type { Seal } from './encryption.js'

/** The part of an input that holds a value. */
export interface ValueInput {
  readonly SecretString?: string | undefined
  /** In base64. */
  readonly SecretBinary?: string | undefined
  readonly ClientRequestToken?: string | undefined
}

/** The first version of a secret, by its id; none where the input holds no value. */
export function firstVersion(input: ValueInput, seal: Seal): Record<string, SecretVersion> {
  const { SecretString, SecretBinary, ClientRequestToken: id = randomUUID() } = input
  if (SecretString === undefined && SecretBinary === undefined) return {}
  const value = valueOf(input)
  return {
    [id]: { kind: value.kind, sealed: seal.seal(value.bytes), stages: ['AWSCURRENT'], createdMs: Date.now() },
  }
}

/** Whether a version holds what the input brings. */
export function isSameValue({ kind, sealed }: SecretVersion, input: ValueInput, seal: Seal): boolean {
  const value = valueOf(input)
  return value.kind === kind && seal.open(sealed).equals(value.bytes)
}

function valueOf({ SecretString, SecretBinary }: ValueInput) {
  if (SecretString !== undefined && SecretBinary !== undefined)
    throw new ServiceError('InvalidParameterException', "You can't specify both a binary and a string value.")
  return SecretString === undefined
    ? { kind: 'binary' as const, bytes: Buffer.from(SecretBinary ?? '', 'base64') }
    : { kind: 'string' as const, bytes: Buffer.from(SecretString) }
}

/** The version that is asked for by id, by stage, or neither: the current one. Throws ResourceNotFoundException. */
export function versionOf(
  secret: Secret,
  versionId: string | undefined,
  stage: string | undefined,
): readonly [string, SecretVersion] {
  const wanted = stage ?? (versionId === undefined ? 'AWSCURRENT' : undefined)
  const found = Object.entries(secret.versions).find(
    ([id, { stages }]) =>
      (versionId === undefined || id === versionId) && (wanted === undefined || stages.includes(wanted)),
  )
  if (found !== undefined) return found
  throw new ServiceError(
    'ResourceNotFoundException',
    `Secrets Manager can't find the specified secret value for ${
      versionId === undefined ? `staging label: ${wanted}` : `VersionId: ${versionId}`
    }`,
  )
}

/** A version's value as GetSecretValue answers it. */
export function valueMembers(version: SecretVersion, seal: Seal): Members {
  const value = seal.open(version.sealed)
  return version.kind === 'string' ? { SecretString: value.toString('utf8') } : { SecretBinary: value }
}
