import * as v from 'valibot'
import type { Members } from '../service.js'
import { readInput } from '../protocol/input.js'

const SecretId = v.pipe(v.string(), v.minLength(1), v.maxLength(2048))
const Token = v.optional(v.pipe(v.string(), v.minLength(32), v.maxLength(64)))
const Text = v.optional(v.pipe(v.string(), v.maxLength(65_536)))
const Tags = v.pipe(
  v.array(
    v.strictObject({
      Key: v.pipe(v.string(), v.minLength(1), v.maxLength(128)),
      Value: v.optional(v.pipe(v.string(), v.maxLength(256)), ''),
    }),
  ),
  v.maxLength(50),
)

/** What a version is made of: text, or bytes in base64. */
const Value = { SecretString: Text, SecretBinary: Text, ClientRequestToken: Token }

export const CreateInput = v.strictObject({
  Name: v.pipe(v.string(), v.regex(/^[\w/+=.@-]{1,512}$/, 'Invalid name.')),
  Description: v.optional(v.pipe(v.string(), v.maxLength(2048))),
  KmsKeyId: v.optional(v.string()),
  Tags: v.optional(Tags, []),
  ...Value,
})
export const GetInput = v.strictObject({
  SecretId,
  VersionId: v.optional(v.string()),
  VersionStage: v.optional(v.string()),
})
export const DeleteInput = v.strictObject({
  SecretId,
  RecoveryWindowInDays: v.optional(v.pipe(v.number(), v.integer(), v.minValue(7), v.maxValue(30))),
  ForceDeleteWithoutRecovery: v.optional(v.boolean(), false),
})
export const IdInput = v.strictObject({ SecretId })
export const ListInput = v.strictObject({
  MaxResults: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100)), 100),
  NextToken: v.optional(v.pipe(v.string(), v.regex(/^\d{1,9}$/, 'Invalid token.')), '0'),
  IncludePlannedDeletion: v.optional(v.boolean(), false),
  Filters: v.optional(
    v.array(
      v.strictObject({
        Key: v.picklist([
          'description',
          'name',
          'tag-key',
          'tag-value',
          'primary-region',
          'owning-service',
          'all',
        ]),
        Values: v.array(v.string()),
      }),
    ),
    [],
  ),
})

/** Throws InvalidParameterException. */
export const read = <Schema extends v.GenericSchema>(schema: Schema, input: Members): v.InferOutput<Schema> =>
  readInput(schema, input, 'InvalidParameterException')
