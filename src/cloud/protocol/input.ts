import * as v from 'valibot'
import { type Members, ServiceError } from '../service.js'
import { refuseUnknown } from './unknown-member.js'

/** An operation's input by its schema, or the service's error (`code`) that names the member that is missing or wrong. */
export function readInput<Schema extends v.GenericSchema>(
  schema: Schema,
  input: Members,
  code = 'ValidationException',
): v.InferOutput<Schema> {
  const parsed = v.safeParse(schema, input)
  if (parsed.success) return parsed.output
  refuseUnknown(parsed.issues, code)
  const [issue] = parsed.issues
  const member = v.getDotPath(issue) ?? 'input'
  const fault = issue.input === undefined ? 'Member must not be null' : issue.message
  throw new ServiceError(code, `Value at '${member}' failed to satisfy constraint: ${fault}`)
}
