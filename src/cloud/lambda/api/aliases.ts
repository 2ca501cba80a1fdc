import { randomUUID } from 'node:crypto'
import * as v from 'valibot'
import type { Members, RestAnswer, RestRequest } from '../../service.js'
import { conflict, invalid, notFound, staleRevision } from '../functions/errors.js'
import { type AliasState, type FunctionState, aliasOf, versionOf } from '../functions/function-state.js'
import { refuseSecond } from './provisioned-concurrency.js'
import type { ApiContext } from './context.js'
import { bodyOf, matching, pageOf, referenceOf, text } from './input.js'

const Version = matching(/^(\$LATEST|[0-9]+)$/, 1_024)
const RoutingConfig = v.strictObject({
  AdditionalVersionWeights: v.optional(v.record(v.string(), v.number())),
})

const Creation = v.strictObject({
  Name: matching(/^(?!^([0-9]+|__proto__)$)([a-zA-Z0-9-_]+)$/, 128),
  FunctionVersion: Version,
  Description: v.optional(text(256), ''),
  RoutingConfig: v.optional(RoutingConfig),
})

export async function createAlias(context: ApiContext, request: RestRequest): Promise<RestAnswer> {
  const { functions } = context
  const { name } = referenceOf(request)
  const input = bodyOf(Creation, request)
  const state = functions.get(name)
  if (aliasOf(state, input.Name) !== null)
    throw conflict(`Alias already exists: ${functions.arn(name, input.Name)}`)
  const alias: AliasState = {
    name: input.Name,
    version: existing(context, state, input.FunctionVersion),
    description: input.Description,
    weights: weightsOf(context, state, input.FunctionVersion, input.RoutingConfig),
    revisionId: randomUUID(),
  }
  await functions.change(name, ({ aliases }) => (aliases[alias.name] = alias))
  return { status: 201, body: answerOf(context, name, alias) }
}

export async function getAlias(context: ApiContext, request: RestRequest): Promise<RestAnswer> {
  const { name } = referenceOf(request)
  const alias = context.functions.alias(name, request.labels['Name'] ?? '')
  return { status: 200, body: answerOf(context, name, alias) }
}

export async function listAliases(context: ApiContext, request: RestRequest): Promise<RestAnswer> {
  const { name } = referenceOf(request)
  const version = request.query.get('FunctionVersion')
  const aliases = Object.values(context.functions.get(name).aliases).filter(
    (alias) => version === null || alias.version === version,
  )
  const { items, ...next } = pageOf(aliases, (alias) => alias.name, request, 50)
  return { status: 200, body: { Aliases: items.map((alias) => answerOf(context, name, alias)), ...next } }
}

const Change = v.strictObject({
  FunctionVersion: v.optional(Version),
  Description: v.optional(text(256)),
  RoutingConfig: v.optional(RoutingConfig),
  RevisionId: v.optional(v.string()),
})

export async function updateAlias(context: ApiContext, request: RestRequest): Promise<RestAnswer> {
  const { functions } = context
  const { name } = referenceOf(request)
  const input = bodyOf(Change, request)
  const state = functions.get(name)
  const before = functions.alias(name, request.labels['Name'] ?? '')
  if (input.RevisionId !== undefined && input.RevisionId !== before.revisionId)
    throw staleRevision('GetFunction/GetAlias')
  const version = existing(context, state, input.FunctionVersion ?? before.version)
  if (Object.hasOwn(state.provisioned, before.name)) refuseSecond(state, before.name, version)
  const routing = input.RoutingConfig
  const alias: AliasState = {
    ...before,
    version,
    description: input.Description ?? before.description,
    weights: routing === undefined ? before.weights : weightsOf(context, state, version, routing),
    revisionId: randomUUID(),
  }
  await functions.change(name, ({ aliases }) => (aliases[alias.name] = alias))
  return { status: 200, body: answerOf(context, name, alias) }
}

export async function deleteAlias({ functions }: ApiContext, request: RestRequest): Promise<RestAnswer> {
  const { name } = referenceOf(request)
  const alias = request.labels['Name'] ?? ''
  await functions.change(name, ({ aliases, provisioned, policies }) => {
    delete aliases[alias]
    delete provisioned[alias]
    delete policies[alias]
  })
  return { status: 204, body: null }
}

function existing({ functions }: ApiContext, state: FunctionState, version: string): string {
  if (versionOf(state, version) === null) throw notFound(functions.arn(state.name, version))
  return version
}

function weightsOf(
  context: ApiContext,
  state: FunctionState,
  main: string,
  routing: v.InferOutput<typeof RoutingConfig> | undefined,
): Record<string, number> {
  const weights = routing?.AdditionalVersionWeights ?? {}
  const versions = Object.keys(weights)
  if (versions.length > 1)
    throw invalid('Number of items in AdditionalVersionWeights cannot be greater than 1')
  for (const version of versions) {
    existing(context, state, version)
    const weight = weights[version] ?? 0
    if (weight < 0 || weight > 1)
      throw invalid('The weight of an additional version must be between 0.0 and 1.0')
    if (version === main || version === '$LATEST' || main === '$LATEST') {
      throw invalid(
        `Invalid function version ${version}. Function version ${version} is already included in routing configuration.`,
      )
    }
  }
  return weights
}

function answerOf({ functions }: ApiContext, name: string, alias: AliasState): Members {
  return {
    AliasArn: functions.arn(name, alias.name),
    Name: alias.name,
    FunctionVersion: alias.version,
    Description: alias.description,
    RevisionId: alias.revisionId,
    ...(Object.keys(alias.weights).length === 0
      ? {}
      : { RoutingConfig: { AdditionalVersionWeights: alias.weights } }),
  }
}
