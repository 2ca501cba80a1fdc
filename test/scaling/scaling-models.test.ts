import { describe, expect, test } from 'vitest'
import { burstConcurrency } from '../../src/scaling/workshop-2021-model.js'
import { type ScalingModel } from '../../src/scaling/scaling-model.js'
import { scalingModel } from '../../src/scaling/choose-model.js'

describe('the model of 2021', () => {
  test('gives Seoul 500 at once and 500 more at each minute, as the workshop shows', () => {
    expect(
      stairs(scalingModel('workshop-2021', 'ap-northeast-2'), [0, 59_999, 60_000, 119_999, 120_000, 240_000]),
    ).toEqual([500, 500, 1_000, 1_000, 1_500, 2_500])
  })

  test('knows the burst of each Region', () => {
    expect(
      ['us-east-1', 'ap-northeast-1', 'us-east-2', 'ap-northeast-2', 'sa-east-1'].map(burstConcurrency),
    ).toEqual([3_000, 1_000, 1_000, 500, 500])
  })

  test('is at a hundredth, with a minute of 12 s, a burst of 5 and 5 more every 12 s', () => {
    const model = scalingModel('workshop-2021', 'ap-northeast-2', { size: 100, time: 5 })
    expect(stairs(model, [0, 11_999, 12_000, 24_000, 36_000, 48_000])).toEqual([5, 5, 10, 15, 20, 25])
  })

  test('climbs the same stairs again after a rest, and never starts with more than its burst', () => {
    const model = scalingModel('workshop-2021', 'ap-northeast-2', { size: 100, time: 5 })
    const tired = start(model, model.full, 0, 5)
    expect(model.left(tired, 11_999)).toBe(0)
    expect(model.left(tired, 12_000)).toBe(5)
    expect(model.left(tired, 3_600_000)).toBe(5)
    const again = start(model, tired, 3_605_000, 5)
    expect([model.left(again, 3_616_999), model.left(again, 3_617_000)]).toEqual([0, 5])
  })

  test('takes one start alone for no load', () => {
    const model = scalingModel('workshop-2021', 'ap-northeast-2', { size: 100, time: 5 })
    const invoked = model.spend(model.full, 0, 0)
    const loaded = start(model, invoked, 11_000, 4)
    expect([model.left(loaded, 22_999), model.left(loaded, 23_000)]).toEqual([0, 5])
  })

  test('counts its minutes from the first start, not from the last', () => {
    const model = scalingModel('workshop-2021', 'ap-northeast-2')
    const first = start(model, model.full, 1_000, 2)
    const rest = start(model, first, 50_000, 498)
    expect([model.left(rest, 60_999), model.left(rest, 61_000)]).toEqual([0, 500])
  })
})

describe('the model since November 2023', () => {
  test('gives each function 1,000 at once, then 100 every second, continuously', () => {
    const model = scalingModel('current', 'ap-northeast-2')
    expect(model.sharedBy).toBe('function')
    expect(stairs(model, [0, 10, 1_000, 10_000, 60_000])).toEqual([1_000, 1_001, 1_100, 2_000, 7_000])
  })

  test('lets nothing accrue beyond 1,000', () => {
    const model = scalingModel('current', 'us-east-1')
    const spent = start(model, model.full, 0, 1_000)
    expect(Math.floor(model.left(spent, 3_600_000))).toBe(1_000)
  })

  test('loses nothing to rounding when it refills in many small parts', () => {
    const model = scalingModel('current', 'us-east-1')
    let allowance = start(model, model.full, 0, 1_000)
    for (let tick = 1; tick <= 500; tick++) {
      expect(Math.floor(model.left(allowance, tick * 10))).toBe(1)
      allowance = model.spend(allowance, tick * 10, 1)
    }
  })
})

test.each(['workshop-2021', 'current'] as const)(
  '%s draws the ceiling that endless demand really reaches',
  (name) => {
    const model = scalingModel(name, 'ap-northeast-2', { size: 20, time: 3 })
    const times = [0, 5_000, 20_000, 20_001, 61_000]
    expect(stairs(model, times)).toEqual(times.map((time) => Math.floor(model.ceilingAfter(time))))
  },
)

/** Environments that endless demand has at each of these times, which must rise. */
function stairs(model: ScalingModel, times: readonly number[]): number[] {
  let [allowance, environments, now] = [model.full, 0, 0]
  return times.map((time) => {
    for (; now <= time; now++) {
      while (model.left(allowance, now) >= 1) {
        allowance = model.spend(allowance, now, 1)
        environments += 1
      }
    }
    return environments
  })
}

function start(model: ScalingModel, from: ScalingModel['full'], atMs: number, environments: number) {
  let allowance = from
  for (let started = 0; started < environments; started++) allowance = model.spend(allowance, atMs, 1)
  return allowance
}
