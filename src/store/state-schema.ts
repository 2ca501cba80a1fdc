import * as v from 'valibot'
import type { Json } from '../core/json.js'
import type { LabState } from '../core/state.js'
import { WORKSHOP_NAMES } from '../core/target.js'

/**
 * `state.json`, schema 1. Strict: a field that is not known here would be lost with the next write, so any change of the shape
 * raises the schema's number.
 */
const time = v.pipe(v.string(), v.isoTimestamp())
const text = v.strictObject({ en: v.string(), ko: v.string() })
const name = v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9-]{0,63}$/))

const json: v.GenericSchema<Json> = v.lazy(() =>
  v.union([v.string(), v.pipe(v.number(), v.finite()), v.boolean(), v.null(), v.array(json), jsonObject]),
)
const jsonObject = v.record(v.string(), json)

const target = v.strictObject({
  kind: v.picklist(['local', 'aws']),
  region: v.pipe(v.string(), v.regex(/^[a-z]{2}(-[a-z]+)+-\d$/)),
  account: v.pipe(v.string(), v.regex(/^\d{12}$/)),
  endpoint: v.nullable(v.pipe(v.string(), v.url())),
})

const called = v.pipe(v.string(), v.minLength(1), v.maxLength(512))
const application = v.strictObject({
  vpc: called,
  subnet: called,
  function: called,
  secret: called,
  api: v.nullable(called),
  stage: v.nullable(called),
  environment: called,
})

const step = v.variant('state', [
  v.strictObject({ state: v.picklist(['running', 'interrupted']), startedAt: time }),
  v.strictObject({ state: v.literal('done'), startedAt: time, finishedAt: time }),
  v.strictObject({ state: v.literal('failed'), startedAt: time, finishedAt: time, why: text }),
])

const rowBase = {
  key: name,
  // Which there are, and what their intents are like, the types themselves say.
  type: name,
  step: name,
  owned: v.boolean(),
  token: v.pipe(v.string(), v.regex(/^[a-z0-9-]{20,64}$/)),
  intent: jsonObject,
  details: jsonObject,
  since: time,
}
const id = v.pipe(v.string(), v.minLength(1))

const row = v.variant('status', [
  v.strictObject({ ...rowBase, status: v.literal('creating'), id: v.null() }),
  v.strictObject({ ...rowBase, status: v.picklist(['created', 'deleting']), id }),
  v.strictObject({ ...rowBase, status: v.literal('gone'), id }),
  v.strictObject({ ...rowBase, status: v.literal('gone'), id: v.null() }),
])

export const stateSchema: v.GenericSchema<unknown, LabState> = v.strictObject({
  schema: v.literal(1),
  lab: v.pipe(v.string(), v.regex(/^lab-[0-9a-f]{12}$/)),
  serial: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  target,
  // Labs that began before they could choose have none.
  application: v.optional(application, WORKSHOP_NAMES),
  steps: v.record(name, step),
  rows: v.pipe(
    v.array(row),
    v.check((rows) => new Set(rows.map(({ key }) => key)).size === rows.length, 'two rows have the same key'),
  ),
  records: v.record(name, jsonObject),
})
