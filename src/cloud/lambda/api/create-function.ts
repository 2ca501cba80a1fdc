import * as v from 'valibot'
import { type RestAnswer, type RestRequest, ServiceError } from '../../service.js'
import { invalid } from '../functions/errors.js'
import { type FunctionState, type VersionState, latestVersion } from '../functions/function-state.js'
import { newRevision } from '../functions/functions.js'
import { parseReference, refuseForeign, violation } from '../functions/names.js'
import { publishedFrom } from '../functions/publish.js'
import { configurationMembers, configured } from './configuration-input.js'
import { configurationOf } from './configuration.js'
import type { ApiContext } from './context.js'
import { bodyOf, oneOf, text } from './input.js'
import { Tags, checkTags } from './tags.js'
import { Architectures, CodeMembers, architectureOf, zipOf } from './zip-input.js'

const Input = v.strictObject({
  ...configurationMembers,
  FunctionName: text(140, 1),
  Role: v.unwrap(configurationMembers.Role),
  Code: v.strictObject(CodeMembers),
  Publish: v.optional(v.boolean(), false),
  PackageType: v.optional(oneOf(['Image', 'Zip']), 'Zip'),
  Architectures,
  SnapStart: v.optional(v.strictObject({ ApplyOn: v.literal('None') })),
  Tags: v.optional(Tags, {}),
})

export async function createFunction(context: ApiContext, request: RestRequest): Promise<RestAnswer> {
  const { functions } = context
  const input = bodyOf(Input, request)
  const { name, qualifier } = parseReference(input.FunctionName, null)
  refuseForeign(input.FunctionName, 'CreateFunction', context.settings)
  if (!input.Role.includes(`:iam::${context.settings.account}:`))
    throw new ServiceError('AccessDeniedException', 'Cross-account pass role is not allowed.', 403)
  if (qualifier !== null)
    throw violation(input.FunctionName, 'functionName', 'Member must be an unqualified name')
  if (input.PackageType === 'Image') throw invalid('The local Lambda runs functions from zip files only.')
  if (input.Runtime === undefined || input.Handler === undefined) {
    throw invalid(
      'Runtime and Handler are mandatory parameters for functions created with deployment packages.',
    )
  }
  checkTags(input.Tags)
  const configuration = configured(
    defaults(name, input.Role, input.Runtime, input.Handler),
    input,
    context.network,
  )
  const latest: VersionState = {
    ...configuration,
    ...newRevision(),
    version: latestVersion,
    architecture: architectureOf(input.Architectures, null),
    code: await functions.code.keep(zipOf(input.Code), 'CreateFunction'),
  }
  const state: FunctionState = {
    name,
    latest,
    versions: {},
    nextVersion: 1,
    aliases: {},
    tags: input.Tags,
    policies: {},
    reserved: null,
    provisioned: {},
  }
  const answered = input.Publish ? publishedFrom(state, null) : latest
  await functions.create(state)
  return {
    status: 201,
    // By its unqualified ARN, even where a version was published.
    body: configurationOf(context, name, answered, null),
  }
}

function defaults(name: string, role: string, runtime: string, handler: string) {
  return {
    description: '',
    role,
    runtime,
    handler,
    timeoutSeconds: 3,
    memoryMb: 128,
    temporaryMb: 512,
    variables: null,
    vpc: null,
    tracing: 'PassThrough' as const,
    logGroup: `/aws/lambda/${name}`,
    jsonLogs: null,
  }
}
