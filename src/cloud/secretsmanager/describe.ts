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

/**
 * A value that begins with `!` excludes. Names, tags and Regions match by their beginning and letter by letter; descriptions, and all of
 * it, by the beginnings of words, in any case.
 */
function matches(secret: Secret, { Key, Values }: ListQuery['Filters'][number]): boolean {
  return Values.some((value) => {
    const wanted = value.replace(/^!/, '')
    const isFound =
      Key === 'description' || Key === 'all'
        ? hasWords(textsOf(secret, Key), wanted)
        : exactTextsOf(secret)[Key].some((text) => text.startsWith(wanted))
    return value.startsWith('!') ? !isFound : isFound
  })
}

const wordsOf = (text: string): string[] =>
  text
    .toLowerCase()
    .split(/[\s/_+=.@-]+/)
    .filter(Boolean)

function hasWords(texts: readonly string[], wanted: string): boolean {
  const words = texts.flatMap(wordsOf)
  return wordsOf(wanted).every((part) => words.some((word) => word.startsWith(part)))
}

function textsOf({ name, description, tags }: Secret, key: 'description' | 'all'): readonly string[] {
  if (key === 'description') return [description ?? '']
  return [name, description ?? '', ...Object.keys(tags), ...Object.values(tags)]
}

/** No secret here belongs to another service, or has a copy in another Region. */
const exactTextsOf = ({ name, tags }: Secret) => ({
  name: [name],
  'tag-key': Object.keys(tags),
  'tag-value': Object.values(tags),
  'owning-service': [],
  'primary-region': [],
})
