import * as v from 'valibot'
import { type Members, type RestAnswer, type RestRequest, ServiceError } from '../../service.js'
import { aliasNotFound, conflict, invalid, notFound } from '../functions/errors.js'
import { type FunctionState, type ProvisionedState, aliasOf, versionOf } from '../functions/function-state.js'
import { claimedConcurrency, provisionedSum } from './account-settings.js'
import type { ApiContext } from './context.js'
import { bodyOf, pageOf, referenceOf, whole } from './input.js'

const Input = v.strictObject({ ProvisionedConcurrentExecutions: whole(1, 2_147_483_647) })

export async function putProvisionedConcurrency(
  context: ApiContext,
  request: RestRequest,
): Promise<RestAnswer> {
  const { functions } = context
  const { name, qualifier } = publishedOf(context, request)
  const { ProvisionedConcurrentExecutions: requested } = bodyOf(Input, request)
  const state = functions.get(name)
  refuseSecond(state, qualifier, aliasOf(state, qualifier)?.version ?? qualifier)
  refuseTooMuch(context, state, requested - (state.provisioned[qualifier]?.requested ?? 0))
  const provisioned = { requested, modifiedAt: new Date().toISOString() }
  await functions.change(name, (changed) => (changed.provisioned[qualifier] = provisioned))
  return { status: 202, body: accepted(provisioned) }
}

export async function getProvisionedConcurrency(
  context: ApiContext,
  request: RestRequest,
): Promise<RestAnswer> {
  const { name, qualifier } = publishedOf(context, request)
  const { provisioned } = context.functions.get(name)
  const config = Object.hasOwn(provisioned, qualifier) ? provisioned[qualifier] : undefined
  if (config === undefined) throw noConfig()
  return { status: 200, body: answerOf(context, name, qualifier, config) }
}

export async function deleteProvisionedConcurrency(
  context: ApiContext,
  request: RestRequest,
): Promise<RestAnswer> {
  const { functions } = context
  const { name, qualifier } = publishedOf(context, request)
  if (!Object.hasOwn(functions.get(name).provisioned, qualifier)) throw noConfig()
  await functions.change(name, ({ provisioned }) => delete provisioned[qualifier])
  return { status: 204, body: null }
}

export async function listProvisionedConcurrency(
  context: ApiContext,
  request: RestRequest,
): Promise<RestAnswer> {
  const { functions } = context
  const { name } = referenceOf(request)
  const rows = Object.entries(functions.get(name).provisioned)
  const { items, ...next } = pageOf(rows, ([qualifier]) => qualifier, request, 50)
  const ProvisionedConcurrencyConfigs = items.map(([qualifier, config]) => ({
    FunctionArn: functions.arn(name, qualifier),
    ...answerOf(context, name, qualifier, config),
  }))
  return { status: 200, body: { ProvisionedConcurrencyConfigs, ...next } }
}

/** A version or an alias of one: `$LATEST` can't have provisioned concurrency. */
function publishedOf({ functions }: ApiContext, request: RestRequest) {
  const { name, qualifier } = referenceOf(request)
  const state = functions.get(name)
  if (qualifier === null) throw invalid('The Qualifier is required.')
  const alias = aliasOf(state, qualifier)
  if (alias === null && !/^(\d+|\$LATEST)$/.test(qualifier))
    throw aliasNotFound(functions.arn(name, qualifier))
  if ((alias?.version ?? qualifier) === '$LATEST') {
    throw invalid('Provisioned Concurrency Configs cannot be applied to unpublished function versions.')
  }
  if (versionOf(state, alias?.version ?? qualifier) === null) throw notFound(functions.arn(name, qualifier))
  return { name, qualifier }
}

/** A version has one configuration at most, whether by its number or through an alias. Throws ResourceConflictException. */
export function refuseSecond(state: FunctionState, qualifier: string, version: string): void {
  const other = Object.keys(state.provisioned).find(
    (one) => one !== qualifier && (aliasOf(state, one)?.version ?? one) === version,
  )
  if (other !== undefined)
    throw conflict(
      `Version ${version} has a Provisioned Concurrency Config already, by '${other}': only one is allowed for a function version.`,
    )
}

function refuseTooMuch({ functions, concurrency }: ApiContext, state: FunctionState, more: number): void {
  if (state.reserved !== null) {
    if (provisionedSum(state) + more <= state.reserved) return
    throw invalid(
      'Requested Provisioned Concurrency should not be greater than the reservedConcurrentExecution for function',
    )
  }
  const { limits } = concurrency
  const left = limits.concurrency - claimedConcurrency(functions.all)
  if (left - more >= limits.minimumUnreserved) return
  throw invalid(
    `Specified ConcurrentExecutions for function is greater than account's unreserved concurrency [${left - limits.minimumUnreserved}].`,
  )
}

/** Lambda answers before it allocates anything, however soon that is done. */
function accepted({ requested, modifiedAt }: ProvisionedState): Members {
  return {
    RequestedProvisionedConcurrentExecutions: requested,
    AvailableProvisionedConcurrentExecutions: 0,
    AllocatedProvisionedConcurrentExecutions: 0,
    Status: 'IN_PROGRESS',
    LastModified: lastModified(modifiedAt),
  }
}

const lastModified = (modifiedAt: string) => modifiedAt.replace(/\.\d+Z$/, '+0000')

function answerOf(
  { functions }: ApiContext,
  name: string,
  qualifier: string,
  config: ProvisionedState,
): Members {
  const served = functions.served.get(name)?.provisioned.get(qualifier)
  const available = served?.available ?? 0
  return {
    RequestedProvisionedConcurrentExecutions: config.requested,
    AvailableProvisionedConcurrentExecutions: served?.status === 'READY' ? available : 0,
    AllocatedProvisionedConcurrentExecutions: available,
    Status: served?.status ?? 'IN_PROGRESS',
    ...(served?.statusReason ? { StatusReason: served.statusReason } : {}),
    LastModified: lastModified(config.modifiedAt),
  }
}

const noConfig = () =>
  new ServiceError(
    'ProvisionedConcurrencyConfigNotFoundException',
    'No Provisioned Concurrency Config found for this function',
    404,
  )
