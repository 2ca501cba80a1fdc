import type { FunctionState } from '../functions/function-state.js'

/** What these functions take from the account whether they use it or not: reserved, or else provisioned concurrency. */
export function claimedConcurrency(functions: readonly FunctionState[]): number {
  return functions.reduce((sum, state) => sum + (state.reserved ?? provisionedSum(state)), 0)
}

export function provisionedSum({ provisioned }: FunctionState): number {
  return Object.values(provisioned).reduce((sum, { requested }) => sum + requested, 0)
}
