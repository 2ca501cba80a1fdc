import * as v from 'valibot'
import { refuseUnknown } from '../protocol/unknown-member.js'
import { type Members, ServiceError } from '../service.js'

/** An operation's input by its schema; member names are those of the query protocol (`GroupId`, `Filter`). */
export function read<S extends v.GenericSchema>(schema: S, input: Members): v.InferOutput<S> {
  const result = v.safeParse(schema, input)
  if (result.success) return result.output
  refuseUnknown(result.issues, 'UnknownParameter')
  const [issue] = result.issues
  const name = issue.path?.map((item) => String(item.key)).join('.') ?? 'input'
  throw issue.input === undefined
    ? new ServiceError('MissingParameter', `The request must contain the parameter ${name}`)
    : new ServiceError('InvalidParameterValue', `Invalid value '${shown(issue.input)}' for ${name}.`)
}

/** Values are strings on the wire and may be themselves in-process. */
export const Flag = v.pipe(
  v.union([v.boolean(), v.picklist(['true', 'false'])]),
  v.transform((value) => value === true || value === 'true'),
)

export const Whole = v.pipe(
  v.union([v.number(), v.pipe(v.string(), v.regex(/^-?\d{1,9}$/))]),
  v.transform(Number),
  v.integer(),
)

export const Texts = v.optional(v.array(v.string()), [])

const shown = (value: unknown): string => (typeof value === 'string' ? value.slice(0, 100) : typeof value)
