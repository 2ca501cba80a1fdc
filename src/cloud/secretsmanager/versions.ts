import { randomUUID } from 'node:crypto'
import { type Members, ServiceError } from '../service.js'
import { moveStages, type Secret, type SecretVersion } from './secret.js'
import type { Seal } from './encryption.js'

/** The part of an input that holds a value. */
export interface ValueInput {
  readonly SecretString?: string | undefined
  /** In base64. */
  readonly SecretBinary?: string | undefined
  readonly ClientRequestToken?: string | undefined
}

/**
 * Adds a version and answers its id, or answers the present one where the same token brought the same value before.
 * Null where the input holds no value.
 */
export function addVersion(
  secret: Secret,
  input: ValueInput,
  stages: readonly string[],
  seal: Seal,
): string | null {
  const { SecretString, SecretBinary, ClientRequestToken: id = randomUUID() } = input
  if (SecretString === undefined && SecretBinary === undefined) return null
  if (SecretString !== undefined && SecretBinary !== undefined)
    throw new ServiceError('InvalidParameterException', "You can't specify both a binary and a string value.")
  const kind = SecretString === undefined ? 'binary' : 'string'
  const value = Buffer.from(SecretString ?? SecretBinary ?? '', kind === 'string' ? 'utf8' : 'base64')
  const present = Object.hasOwn(secret.versions, id) ? secret.versions[id] : undefined
  if (present === undefined)
    secret.versions[id] = { kind, sealed: seal.seal(value), stages: [], createdMs: Date.now() }
  else if (present.kind !== kind || !seal.open(present.sealed).equals(value))
    throw new ServiceError(
      'ResourceExistsException',
      "You can't modify an existing version, you can only create a new version.",
    )
  moveStages(secret, id, stages)
  secret.changedMs = Date.now()
  return id
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
