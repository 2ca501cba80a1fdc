import type * as v from 'valibot'
import type { Members } from '../service.js'
import type { ListInput } from './input.js'
import type { Secret, Secrets } from './secret.js'

/** A secret without its value. */
export function described(secret: Secret): Members {
  const stages = Object.entries(secret.versions).filter(([, version]) => version.stages.length > 0)
  return {
    ARN: secret.arn,
    Name: secret.name,
    ...(secret.description === null ? {} : { Description: secret.description }),
    ...(secret.kmsKeyId === null ? {} : { KmsKeyId: secret.kmsKeyId }),
    CreatedDate: new Date(secret.createdMs),
    LastChangedDate: new Date(secret.changedMs),
    ...(secret.deletedMs === null ? {} : { DeletedDate: new Date(secret.deletedMs) }),
    Tags: Object.entries(secret.tags).map(([Key, Value]) => ({ Key, Value })),
    VersionIdsToStages: Object.fromEntries(stages.map(([id, version]) => [id, version.stages])),
  }
}

type ListQuery = v.InferOutput<typeof ListInput>

/** One page of the secrets that match every filter, oldest first. */
export function listed(secrets: Secrets, query: ListQuery): Members {
  const from = Number(query.NextToken)
  const found = secrets.all
    .filter(({ deletedMs }) => deletedMs === null || (query.IncludePlannedDeletion && deletedMs > Date.now()))
    .filter((secret) => query.Filters.every((filter) => matches(secret, filter)))
    .sort((a, b) => a.createdMs - b.createdMs)
  const end = from + query.MaxResults
  const page = found.slice(from, end).map((secret) => {
    const { VersionIdsToStages, ...members } = described(secret)
    return { ...members, SecretVersionsToStages: VersionIdsToStages }
  })
  return { SecretList: page, ...(end < found.length ? { NextToken: String(end) } : {}) }
}

/** A value that begins with `!` excludes; names, words and tags match by their beginning. */
function matches(secret: Secret, { Key, Values }: ListQuery['Filters'][number]): boolean {
  const texts = textsOf(secret)
  const searched = Key === 'all' ? Object.values(texts).flat() : texts[Key]
  return Values.some((value) => {
    const wanted = value.replace(/^!/, '').toLowerCase()
    const found = searched.some((text) => text.toLowerCase().startsWith(wanted))
    return value.startsWith('!') ? !found : found
  })
}

const textsOf = ({ name, description, tags }: Secret) => ({
  name: [name],
  description: (description ?? '').split(/\s+/),
  'tag-key': Object.keys(tags),
  'tag-value': Object.values(tags),
})
