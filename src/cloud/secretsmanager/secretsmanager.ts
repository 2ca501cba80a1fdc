import type { MetricRecorder } from '../cloudwatch/store/recorder.js'
import { type Members, type NamedOperations, type Operation, ServiceError } from '../service.js'
import type { Settings } from '../settings.js'
import type { Persistence } from '../persistence/persistence.js'
import { described, listed } from './describe.js'
import { CreateInput, DeleteInput, GetInput, IdInput, ListInput, read } from './input.js'
import { type Seal, sealFor } from './encryption.js'
import { findLiving, findSecret, newArn, secretOrNull, type Secret, type Secrets } from './secret.js'
import { firstVersion, isSameValue, type ValueInput, valueMembers, versionOf } from './versions.js'

const DAY_MS = 24 * 3600 * 1000

/** Secrets Manager: secrets with their versions and stages, sealed in the saved state. */
export function secretsManager(options: {
  readonly persistence: Persistence
  readonly settings: Settings
  readonly metrics: MetricRecorder
}): NamedOperations {
  const { region, account, secretAccessKey } = options.settings
  const seal = sealFor(secretAccessKey)
  const secrets = options.persistence.section<Secrets>('secretsmanager', () => ({ all: [] }))

  // As AWS counts the calls of an account by operation.
  const reads = options.metrics.series({
    namespace: 'AWS/Usage',
    name: 'CallCount',
    dimensions: { Service: 'Secrets Manager', Type: 'API', Resource: 'GetSecretValue', Class: 'None' },
    unit: 'Count',
  })

  const operations: Readonly<Record<string, Operation>> = {
    CreateSecret: async (input) => {
      const { Name, Description = null, KmsKeyId = null, Tags, ...value } = read(CreateInput, input)
      return secrets.change((draft) => {
        const now = Date.now()
        const present = draft.all.find(
          ({ name, deletedMs }) => name === Name && (deletedMs === null || deletedMs > now),
        )
        if (present !== undefined) return repeatedCreate(present, value, seal)
        const versions = firstVersion(value, seal)
        const [VersionId] = Object.keys(versions)
        const secret: Secret = {
          arn: newArn(region, account, Name),
          name: Name,
          description: Description,
          kmsKeyId: KmsKeyId,
          tags: Object.fromEntries(Tags.map((tag) => [tag.Key, tag.Value])),
          versions,
          createdMs: now,
          changedMs: now,
          deletedMs: null,
        }
        draft.all = [...draft.all.filter(({ name }) => name !== Name), secret]
        return { ARN: secret.arn, Name, VersionId }
      })
    },
    GetSecretValue: async (input) => {
      reads.add(1)
      const { SecretId, VersionId, VersionStage } = read(GetInput, input)
      const secret = findLiving(secrets.now, SecretId)
      const [id, version] = versionOf(secret, VersionId, VersionStage)
      return {
        ARN: secret.arn,
        Name: secret.name,
        VersionId: id,
        ...valueMembers(version, seal),
        VersionStages: version.stages,
        CreatedDate: new Date(version.createdMs),
      }
    },
    DescribeSecret: async (input) => described(findSecret(secrets.now, read(IdInput, input).SecretId)),
    ListSecrets: async (input) => listed(secrets.now, read(ListInput, input)),
    DeleteSecret: async (input) => {
      const { SecretId, RecoveryWindowInDays, ForceDeleteWithoutRecovery } = read(DeleteInput, input)
      if (ForceDeleteWithoutRecovery && RecoveryWindowInDays !== undefined)
        throw new ServiceError(
          'InvalidParameterException',
          "You can't use ForceDeleteWithoutRecovery in conjunction with RecoveryWindowInDays.",
        )
      return secrets.change((draft) => {
        const secret = ForceDeleteWithoutRecovery
          ? secretOrNull(draft, SecretId)
          : findSecret(draft, SecretId)
        // By force what is not there is deleted too, says the API reference.
        if (secret === null)
          return { ARN: newArn(region, account, SecretId), Name: SecretId, DeletionDate: new Date() }
        const { arn, name } = secret
        const deletedMs =
          Date.now() + (ForceDeleteWithoutRecovery ? 0 : (RecoveryWindowInDays ?? 30) * DAY_MS)
        secret.deletedMs = deletedMs
        if (ForceDeleteWithoutRecovery) draft.all = draft.all.filter((other) => other !== secret)
        return { ARN: arn, Name: name, DeletionDate: new Date(deletedMs) }
      })
    },
  }
  return {
    kind: 'named',
    signingName: 'secretsmanager',
    protocol: 'json',
    targets: ['secretsmanager'],
    operations,
  }
}

/** The same request again, as its token tells, or a second secret of one name. */
function repeatedCreate(present: Secret, value: ValueInput, seal: Seal): Members {
  const { ClientRequestToken: token = '' } = value
  if (present.deletedMs !== null)
    throw new ServiceError(
      'InvalidRequestException',
      "You can't create this secret because a secret with this name is already scheduled for deletion.",
    )
  const earlier = Object.hasOwn(present.versions, token) ? present.versions[token] : undefined
  if (earlier !== undefined && isSameValue(earlier, value, seal))
    return { ARN: present.arn, Name: present.name, VersionId: token }
  throw new ServiceError(
    'ResourceExistsException',
    `The operation failed because the secret ${present.name} already exists.`,
  )
}
