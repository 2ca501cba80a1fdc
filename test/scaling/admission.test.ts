import { expect, test } from 'vitest'
import { type Demand, type Pool, admit } from '../../src/scaling/admission.js'
import { afterRequest, rateAllows } from '../../src/scaling/request-rate.js'
import { scalingModel } from '../../src/scaling/choose-model.js'

const model = scalingModel('workshop-2021', 'ap-northeast-2', { size: 100, time: 5 })
const spent = { left: 0, asOfMs: 0 }

test('an idle environment is used before a new one, and needs nothing of the scaling rate', () => {
  expect(admit(demand({ idle: 1, allowance: spent }), model, 0)).toEqual({ kind: 'idle-environment' })
  expect(admit(demand({ idle: 0 }), model, 0)).toEqual({ kind: 'new-environment' })
})

test('provisioned concurrency comes first and spills over when it is all in use', () => {
  expect(admit(demand({ provisioned: pool({ limit: 2, inUse: 1 }) }), model, 0)).toEqual({
    kind: 'provisioned',
  })
  expect(admit(demand({ provisioned: pool({ limit: 2, inUse: 2 }) }), model, 0)).toEqual({
    kind: 'new-environment',
  })
})

test('each limit throttles with its own reason, in the order in which Lambda applies them', () => {
  const exhausted = pool({ limit: 3, inUse: 3, fullAgainAtMs: 1e9 })
  const tooMany = pool({ fullAgainAtMs: 1e9 })
  const reasonOf = (parts: Partial<Demand>) => {
    const admission = admit(demand(parts), model, 0)
    return admission.kind === 'throttled' ? admission.reason : admission.kind
  }
  expect(reasonOf({ onDemand: exhausted, allowance: spent })).toBe('ConcurrentInvocationLimitExceeded')
  expect(reasonOf({ onDemand: exhausted, reserved: true })).toBe(
    'ReservedFunctionConcurrentInvocationLimitExceeded',
  )
  expect(reasonOf({ allowance: spent })).toBe('FunctionInvocationRateLimitExceeded')
  expect(reasonOf({ allowance: spent, reserved: true })).toBe('ReservedFunctionInvocationRateLimitExceeded')
  expect(reasonOf({ onDemand: tooMany, idle: 1 })).toBe('FunctionInvocationRateLimitExceeded')
  expect(reasonOf({ onDemand: tooMany, idle: 1, reserved: true })).toBe(
    'ReservedFunctionInvocationRateLimitExceeded',
  )
})

test('a Region that serves less than its burst may always start one, in the model of 2021', () => {
  const admitted = (inRegion: number, by = model) => admit(demand({ inRegion, allowance: spent }), by, 0).kind
  expect([admitted(4), admitted(5)]).toEqual(['new-environment', 'throttled'])
  expect(admitted(0, scalingModel('current', 'ap-northeast-2'))).toBe('throttled')
  expect(model.spend(spent, 0, 1)).toEqual(spent)
})

test('reserved concurrency of 0 throttles everything', () => {
  const none = pool({ limit: 0, requestsPerSecond: 0 })
  expect(admit(demand({ onDemand: none, reserved: true, idle: 1 }), model, 0)).toMatchObject({
    kind: 'throttled',
  })
})

test('the request rate lets one second’s worth through at once and then exactly its rate', () => {
  const served = (untilMs: number) => {
    let [state, count] = [0, 0]
    for (let now = 0; now <= untilMs; now++) {
      while (rateAllows(state, 100, now)) {
        state = afterRequest(state, 100, now)
        count += 1
      }
    }
    return count
  }
  expect([served(0), served(1_000), served(10_000)]).toEqual([100, 200, 1_100])
})

function demand(parts: Partial<Demand>): Demand {
  return {
    provisioned: null,
    onDemand: pool({}),
    reserved: false,
    idle: 0,
    inRegion: model.burst,
    allowance: model.full,
    ...parts,
  }
}

function pool(parts: Partial<Pool>): Pool {
  return { limit: 30, inUse: 0, requestsPerSecond: 300, fullAgainAtMs: 0, ...parts }
}
