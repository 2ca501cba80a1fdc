import * as v from 'valibot'
import { refuseUnknown } from '../../protocol/unknown-member.js'
import { ServiceError, type Members } from '../../service.js'

/*
 * CloudWatch is called in three protocols: a number is text in a query, a time is seconds since the epoch in JSON, text in
 * a query and a date in CBOR.
 */
export const Timestamp = v.pipe(
  v.union([
    v.date(),
    v.pipe(
      v.number(),
      v.transform((seconds) => new Date(seconds * 1_000)),
    ),
    v.pipe(
      v.string(),
      v.transform((text) => new Date(text)),
    ),
  ]),
  v.check((date) => !Number.isNaN(date.getTime()), 'is not a time'),
)

export const Num = v.union([
  v.number(),
  v.pipe(
    v.string(),
    v.regex(/^[-+]?\d/, 'is not a number'),
    v.transform(Number),
    v.number('is not a number'),
  ),
])
export const Int = v.pipe(Num, v.integer('is not a whole number'))
export const Bool = v.union([
  v.boolean(),
  v.pipe(
    v.picklist(['true', 'false']),
    v.transform((text) => text === 'true'),
  ),
])

export const Dimensions = v.optional(
  v.pipe(
    v.array(v.strictObject({ Name: v.string(), Value: v.string() })),
    v.maxLength(30),
    v.transform((list) => Object.fromEntries(list.map(({ Name, Value }) => [Name, Value]))),
  ),
  [],
)

/** Reads an operation's input, or answers CloudWatch's error about the first member that is missing or wrong. */
export function read<Schema extends v.GenericSchema>(schema: Schema, input: Members): v.InferOutput<Schema> {
  const parsed = v.safeParse(schema, input)
  if (parsed.success) return parsed.output
  refuseUnknown(parsed.issues, 'InvalidParameterValue')
  const [issue] = parsed.issues
  const member = v.getDotPath(issue) ?? 'input'
  if (issue.input === undefined) {
    throw new ServiceError('MissingParameter', `The parameter ${member} is required.`)
  }
  throw new ServiceError(
    'InvalidParameterValue',
    `The value of the parameter ${member} is invalid: ${issue.message}`,
  )
}
