import * as v from 'valibot'
import type { RestAnswer, RestRequest } from '../../service.js'
import { publishedFrom } from '../functions/publish.js'
import { configurationMembers, configured } from './configuration-input.js'
import { configurationOf } from './configuration.js'
import type { ApiContext } from './context.js'
import { bodyOf, referenceOf } from './input.js'
import { Architectures, CodeMembers, architectureOf, zipOf } from './zip-input.js'

const Code = v.strictObject({
  ...CodeMembers,
  Architectures,
  Publish: v.optional(v.boolean(), false),
  DryRun: v.optional(v.boolean(), false),
  RevisionId: v.optional(v.string()),
})

export async function updateFunctionCode(context: ApiContext, request: RestRequest): Promise<RestAnswer> {
  const { functions } = context
  const { name } = referenceOf(request)
  const input = bodyOf(Code, request)
  const revision = input.RevisionId ?? null
  const before = functions.updatable(name, revision).latest
  const code = await functions.code.keep(zipOf(input), 'UpdateFunctionCode')
  const changed = { ...before, code, architecture: architectureOf(input.Architectures, before.architecture) }
  if (input.DryRun) return { status: 200, body: configurationOf(context, name, changed, null) }
  // Checked again: unpacking took a moment, in which somebody else may have changed the function.
  await functions.update(name, revision ?? before.revisionId, () => changed)
  if (!input.Publish)
    return { status: 200, body: configurationOf(context, name, functions.get(name).latest, null) }
  const published = await functions.change(name, (state) => publishedFrom(state, null))
  return { status: 200, body: configurationOf(context, name, published, published.version) }
}

const Configuration = v.strictObject({ ...configurationMembers, RevisionId: v.optional(v.string()) })

export async function updateFunctionConfiguration(
  context: ApiContext,
  request: RestRequest,
): Promise<RestAnswer> {
  const { functions } = context
  const { name } = referenceOf(request)
  const { RevisionId, ...input } = bodyOf(Configuration, request)
  await functions.update(name, RevisionId ?? null, (latest) => configured(latest, input, context.network))
  return { status: 200, body: configurationOf(context, name, functions.get(name).latest, null) }
}
