import type { MetricRecorder } from '../cloudwatch/store/recorder.js'
import { type Members, type NamedOperations, type Operation, ServiceError } from '../service.js'
import type { Settings } from '../settings.js'
import type { Persistence } from '../persistence/persistence.js'
import { described, listed } from './describe.js'
import {
  CreateInput,
  DeleteInput,
  GetInput,
  IdInput,
  ListInput,
  PutInput,
  read,
  TagInput,
  UntagInput,
  UpdateInput,
} from './input.js'
import { sealFor } from './encryption.js'
import { findLiving, findSecret, newArn, type Secret, type Secrets } from './secret.js'
import { addVersion, valueMembers, versionOf } from './versions.js'

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

  /** Changes one secret and answers how it is called, with what `alter` adds. */
  const altering = async (secretId: string, alter: (secret: Secret) => Members): Promise<Members> =>
    secrets.change((draft) => {
      const secret = findLiving(draft, secretId)
      return { ARN: secret.arn, Name: secret.name, ...alter(secret) }
    })

  const operations: Readonly<Record<string, Operation>> = {
    CreateSecret: async (input) => {
      const { Name, Description = null, KmsKeyId = null, Tags, ...value } = read(CreateInput, input)
      return secrets.change((draft) => {
        const now = Date.now()
        const present = draft.all.find(
          ({ name, deletedMs }) => name === Name && (deletedMs === null || deletedMs > now),
        )
        if (present !== undefined) return repeatedCreate(present, value.ClientRequestToken)
        const secret: Secret = {
          arn: newArn(region, account, Name),
          name: Name,
          description: Description,
          kmsKeyId: KmsKeyId,
          tags: Object.fromEntries(Tags.map((tag) => [tag.Key, tag.Value])),
          versions: {},
          createdMs: now,
          changedMs: now,
          deletedMs: null,
        }
        const versionId = addVersion(secret, value, ['AWSCURRENT'], seal)
        draft.all = [...draft.all.filter(({ name }) => name !== Name), secret]
        return { ARN: secret.arn, Name, ...(versionId === null ? {} : { VersionId: versionId }) }
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
    PutSecretValue: async (input) => {
      const { SecretId, VersionStages, ...value } = read(PutInput, input)
      return altering(SecretId, (secret) => {
        const id = addVersion(secret, value, VersionStages, seal)
        if (id === null)
          throw new ServiceError(
            'InvalidRequestException',
            'You must provide either SecretString or SecretBinary.',
          )
        return { VersionId: id, VersionStages }
      })
    },
    UpdateSecret: async (input) => {
      const { SecretId, Description, KmsKeyId, ...value } = read(UpdateInput, input)
      return altering(SecretId, (secret) => {
        secret.description = Description ?? secret.description
        secret.kmsKeyId = KmsKeyId ?? secret.kmsKeyId
        secret.changedMs = Date.now()
        const id = addVersion(secret, value, ['AWSCURRENT'], seal)
        return id === null ? {} : { VersionId: id }
      })
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
        const secret = findSecret(draft, SecretId)
        const { arn, name } = secret
        const deletedMs =
          Date.now() + (ForceDeleteWithoutRecovery ? 0 : (RecoveryWindowInDays ?? 30) * DAY_MS)
        secret.deletedMs = deletedMs
        if (ForceDeleteWithoutRecovery) draft.all = draft.all.filter((other) => other !== secret)
        return { ARN: arn, Name: name, DeletionDate: new Date(deletedMs) }
      })
    },
    RestoreSecret: async (input) =>
      secrets.change((draft) => {
        const secret = findSecret(draft, read(IdInput, input).SecretId)
        secret.deletedMs = null
        return { ARN: secret.arn, Name: secret.name }
      }),
    TagResource: async (input) => {
      const { SecretId, Tags } = read(TagInput, input)
      await altering(SecretId, (secret) => {
        Object.assign(secret.tags, Object.fromEntries(Tags.map((tag) => [tag.Key, tag.Value])))
        return {}
      })
      return {}
    },
    UntagResource: async (input) => {
      const { SecretId, TagKeys } = read(UntagInput, input)
      await altering(SecretId, (secret) => {
        for (const key of TagKeys) Reflect.deleteProperty(secret.tags, key)
        return {}
      })
      return {}
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
function repeatedCreate(present: Secret, token: string | undefined): Members {
  if (present.deletedMs !== null)
    throw new ServiceError(
      'InvalidRequestException',
      "You can't create this secret because a secret with this name is already scheduled for deletion.",
    )
  if (token !== undefined && Object.hasOwn(present.versions, token))
    return { ARN: present.arn, Name: present.name, VersionId: token }
  throw new ServiceError(
    'ResourceExistsException',
    `The operation failed because the secret ${present.name} already exists.`,
  )
}
