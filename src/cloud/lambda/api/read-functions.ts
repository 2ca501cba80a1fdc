import type { RestAnswer, RestRequest } from '../../service.js'
import { conflict, invalid } from '../functions/errors.js'
import { latestVersion } from '../functions/function-state.js'
import { configurationOf, listedConfigurationOf } from './configuration.js'
import type { ApiContext } from './context.js'
import { oneOf, pageOf, queryOf, referenceOf } from './input.js'

export async function getFunction(context: ApiContext, request: RestRequest): Promise<RestAnswer> {
  const { functions, codeLocation } = context
  const reference = referenceOf(request)
  const version = functions.version(reference)
  const { name, tags, reserved } = functions.get(reference.name)
  return {
    status: 200,
    body: {
      Configuration: configurationOf(context, name, version, reference.qualifier),
      Code: { RepositoryType: 'S3', Location: codeLocation.of(version.code) },
      ...(Object.keys(tags).length === 0 ? {} : { Tags: tags }),
      ...(reserved === null ? {} : { Concurrency: { ReservedConcurrentExecutions: reserved } }),
    },
  }
}

export async function getFunctionConfiguration(
  context: ApiContext,
  request: RestRequest,
): Promise<RestAnswer> {
  const reference = referenceOf(request)
  const version = context.functions.version(reference)
  return { status: 200, body: configurationOf(context, reference.name, version, reference.qualifier) }
}

/** No function here takes signed code only. */
export async function getFunctionCodeSigningConfig(
  { functions }: ApiContext,
  request: RestRequest,
): Promise<RestAnswer> {
  const { name } = functions.get(referenceOf(request).name)
  return { status: 200, body: { FunctionName: name } }
}

export async function listFunctions(context: ApiContext, request: RestRequest): Promise<RestAnswer> {
  const all = queryOf(oneOf(['ALL']), 'FunctionVersion', request) !== null
  const rows = context.functions.all.flatMap((state) =>
    (all ? [state.latest, ...Object.values(state.versions)] : [state.latest]).map((version) => ({
      state,
      version,
    })),
  )
  const { items, ...next } = pageOf(
    rows,
    ({ state, version }) => `${state.name}:${version.version}`,
    request,
    50,
  )
  const Functions = items.map(({ state, version }) =>
    listedConfigurationOf(context, state.name, version, all ? version.version : null),
  )
  return { status: 200, body: { Functions, ...next } }
}

export async function listVersionsByFunction(context: ApiContext, request: RestRequest): Promise<RestAnswer> {
  const { name } = referenceOf(request)
  const { latest, versions } = context.functions.get(name)
  const rows = [latest, ...Object.values(versions)]
  const { items, ...next } = pageOf(rows, ({ version }) => version, request, 50)
  const Versions = items.map((version) => listedConfigurationOf(context, name, version, version.version))
  return { status: 200, body: { Versions, ...next } }
}

/** Without a qualifier the whole function goes; with one, only that version. */
export async function deleteFunction({ functions }: ApiContext, request: RestRequest): Promise<RestAnswer> {
  const { name, qualifier } = referenceOf(request)
  const state = functions.get(name)
  if (qualifier === null) await functions.remove(name)
  else if (qualifier === latestVersion)
    throw invalid('$LATEST version cannot be deleted without deleting the function.')
  else {
    if (!/^\d+$/.test(qualifier)) throw invalid('Deletion of aliases is not currently supported.')
    const aliases = Object.values(state.aliases).filter(
      ({ version, weights }) => version === qualifier || Object.hasOwn(weights, qualifier),
    )
    if (aliases.length > 0) {
      const names = aliases.map((alias) => alias.name).join(', ')
      throw conflict(`Unable to delete version because the following aliases reference it: [${names}]`)
    }
    await functions.change(name, (changed) => {
      delete changed.versions[qualifier]
      delete changed.provisioned[qualifier]
      delete changed.policies[qualifier]
    })
  }
  return { status: 204, body: null }
}
