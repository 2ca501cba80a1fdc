import * as v from 'valibot'
import type { RestAnswer, RestRequest } from '../../service.js'
import { invalid } from '../functions/errors.js'
import type { ApiContext } from './context.js'
import { bodyOf, referenceOf, whole } from './input.js'
import { claimedConcurrency, provisionedSum } from './account-settings.js'

const Input = v.strictObject({ ReservedConcurrentExecutions: whole(0, 2_147_483_647) })

export async function putFunctionConcurrency(context: ApiContext, request: RestRequest): Promise<RestAnswer> {
  const { functions, concurrency } = context
  const { name, qualifier } = referenceOf(request)
  if (qualifier !== null)
    throw invalid(
      'This operation is permitted on Lambda functions only. Aliases and versions do not support this operation. Please specify either a function name or an unqualified function ARN.',
    )
  const { ReservedConcurrentExecutions: reserved } = bodyOf(Input, request)
  const state = functions.get(name)
  const left =
    concurrency.limits.concurrency -
    claimedConcurrency(functions.all.filter((other) => other !== state)) -
    reserved
  if (left < concurrency.limits.minimumUnreserved) {
    throw invalid(
      `Specified ReservedConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of [${concurrency.limits.minimumUnreserved}].`,
    )
  }
  if (reserved < provisionedSum(state)) {
    throw invalid(
      `ReservedConcurrentExecutions ${reserved} should not be lower than function's total provisioned concurrency [${provisionedSum(state)}].`,
    )
  }
  await functions.change(name, (changed) => (changed.reserved = reserved))
  return { status: 200, body: { ReservedConcurrentExecutions: reserved } }
}

export async function getFunctionConcurrency(
  { functions }: ApiContext,
  request: RestRequest,
): Promise<RestAnswer> {
  const { reserved } = functions.get(referenceOf(request).name)
  return { status: 200, body: reserved === null ? {} : { ReservedConcurrentExecutions: reserved } }
}

export async function deleteFunctionConcurrency(
  { functions }: ApiContext,
  request: RestRequest,
): Promise<RestAnswer> {
  await functions.change(referenceOf(request).name, (state) => (state.reserved = null))
  return { status: 204, body: null }
}
