import * as v from 'valibot'
import type { RestAnswer, RestRequest } from '../../service.js'
import { invalid } from '../functions/errors.js'
import { publishedFrom } from '../functions/publish.js'
import { configurationOf } from './configuration.js'
import type { ApiContext } from './context.js'
import { bodyOf, referenceOf, text } from './input.js'

const Input = v.strictObject({
  CodeSha256: v.optional(v.string()),
  Description: v.optional(text(256)),
  RevisionId: v.optional(v.string()),
})

export async function publishVersion(context: ApiContext, request: RestRequest): Promise<RestAnswer> {
  const { functions } = context
  const { name } = referenceOf(request)
  const { CodeSha256, Description, RevisionId } = bodyOf(Input, request)
  const { latest } = functions.updatable(name, RevisionId ?? null)
  const sha256 = Buffer.from(latest.code.sha256, 'hex').toString('base64')
  if (CodeSha256 !== undefined && CodeSha256 !== '' && CodeSha256 !== sha256) {
    throw invalid(
      `CodeSHA256 (${CodeSha256}) is different from current CodeSHA256 in $LATEST (${sha256}). Please try again with the CodeSHA256 in $LATEST.`,
    )
  }
  const version = await functions.change(name, (state) => publishedFrom(state, Description ?? null))
  return { status: 201, body: configurationOf(context, name, version, version.version) }
}
