import { expect, test } from 'vitest'
import type { ClientPoint } from '../../../src/load/measurement.js'
import { PRICES } from '../../../src/report/cost/prices.js'
import { completeRun } from '../../../src/report/run/complete-run.js'
import { storyOf } from '../../../src/report/story/story.js'
import type { TestRun } from '../../../src/report/run/run.js'
import { findings, validityOf } from '../../../src/report/validity/findings.js'
import { sampleRun, sampleRuns } from '../sample-runs.js'

const [before, after] = sampleRuns()
const rules = (run: TestRun) => findings(run).map(({ rule, effect }) => `${effect}: ${rule}`)

test('the two tests of a lab with nothing wrong are valid and nothing weakens them', () => {
  expect(rules(before)).toEqual([])
  expect(rules(after)).toEqual([])
  expect(validityOf(after)).toEqual({ kind: 'valid' })
})

test('a generator that used up its core makes a test invalid, and says so in both languages', () => {
  const run = withPoints(before, (point) => ({ ...point, generatorCpu: point.t > 20 ? 0.97 : 0.4 }))
  expect(rules(run)).toEqual(['invalid: generator-starved'])
  const validity = validityOf(run)
  expect(validity.kind === 'invalid' && validity.why.en).toContain('more than 90% of its core for 39 of 60 s')
  expect(validity.kind === 'invalid' && validity.why.ko).toContain('부하 발생기')
})

test('a starved generator is told what would have been enough', () => {
  const starved = (target: 'local' | 'aws', processes: number, cores: number) => {
    const run = withPoints(before, (point) => ({ ...point, generatorCpu: 0.97 }))
    const [finding] = findings({
      ...run,
      target: { kind: target, region: 'ap-northeast-2' },
      client: { ...run.client, generator: { processes, cores } },
    })
    return finding?.what.en
  }
  expect(starved('aws', 1, 4)).toContain('--processes -1')
  expect(starved('aws', 4, 4)).toContain('c5.2xlarge (8 vCPUs)')
  expect(starved('local', 2, 2)).toContain('--requests-per-second')
})

test('a busy second at start-up is no starvation', () => {
  expect(rules(withPoints(before, (point) => ({ ...point, generatorCpu: point.t < 5 ? 1 : 0.4 })))).toEqual(
    [],
  )
})

test('the workshop’s own run is found out: most of its users waited for Locust, not for Lambda', () => {
  // 10,000 users, 697 requests/s, 2.3 s each: 1,603 of them are accounted for.
  const requests = 697 * 60
  const client = {
    ...before.client,
    requests,
    failures: 0,
    failureLatencyMs: null,
    histogram: [[2300, requests]] as const,
    series: before.client.series.map((point) => ({ ...point, users: 10_000, generatorCpu: null })),
  }
  const run: TestRun = {
    ...before,
    client,
    load: { ...before.load, users: 10_000, spawnRate: 10_000, requestsPerSecond: null },
    lambda: { ...before.lambda, invocations: requests, throttles: 0 },
  }
  expect(rules(run)).toEqual(['invalid: generator-starved'])
  expect(findings(run)[0]?.what.en).toContain('1,603 of 10,000 users')
})

test('users who never came make a test invalid', () => {
  expect(rules(withPoints(before, (point) => ({ ...point, users: Math.min(80, point.users) })))).toContain(
    'invalid: users-missing',
  )
})

test('a test of a few seconds and a test of a few requests are invalid', () => {
  expect(
    rules(sampleRun({ id: 'load-test-1', durationMs: 8, durationSeconds: 10, load: { spawnRate: 50 } })),
  ).toContain('invalid: too-short')
  const few = sampleRun({
    id: 'load-test-1',
    durationMs: 8,
    load: { users: 2, spawnRate: 2, pace: { kind: 'paced', requestsPerSecond: 1 } },
  })
  expect(rules(few)).toContain('invalid: too-few')
})

test('a busy machine is a caution, a very busy one makes a test invalid', () => {
  expect(rules({ ...before, machineBusyBefore: 0.1 })).toEqual([])
  expect(rules({ ...before, machineBusyBefore: 0.4 })).toEqual(['caution: machine-busy'])
  expect(rules({ ...before, machineBusyBefore: 0.8 })).toEqual(['invalid: machine-busy'])
})

test('a load that stays behind its pace, counts that differ and failing calls are cautions', () => {
  const behind = withPoints(after, (point) => ({ ...point, requestsPerSecond: 20 }))
  // 100 users who wait 5 s each send 20 a second.
  const waited = { ...behind.client, histogram: [[5_000, behind.client.requests]] as const }
  expect(rules({ ...behind, client: waited })).toEqual(['caution: slower-than-wanted'])
  expect(rules({ ...after, lambda: { ...after.lambda, invocations: after.lambda.invocations * 2 } })).toEqual(
    ['caution: counts-differ'],
  )
  expect(rules({ ...after, lambda: { ...after.lambda, errors: 100 } })).toEqual(['caution: function-errors'])
})

function withPoints(run: TestRun, change: (point: ClientPoint) => ClientPoint): TestRun {
  return { ...run, client: { ...run.client, series: run.client.series.map(change) } }
}

test('users that were changed or stopped by hand in the middle are told over time', () => {
  const changed = withPoints(before, (point) => ({ ...point, users: point.t < 23 ? point.users : 3 }))
  const [finding] = findings(changed)
  expect(finding?.effect).toBe('invalid')
  expect(finding?.what.en).toBe(
    'The load was not the one that was asked for (100 users): 100 until 0:23, then 3.',
  )
  expect(finding?.what.ko).toContain('0:23까지 100명, 이후 3명')
})

test('a ramp that a slow generator never finished says how far it came', () => {
  const slow = withPoints(before, (point) => ({ ...point, users: Math.min(40, point.users) }))
  expect(findings(slow)[0]?.what.en).toContain('(100 users): at most 40.')
})

test('a load that ended before its time says when', () => {
  const ended = { ...before, client: { ...before.client, series: before.client.series.slice(0, 31) } }
  expect(rules(ended)).toEqual(['invalid: ended-early'])
  expect(findings(ended)[0]?.what.en).toBe('The load ended after 31 of 60 s.')
})

test('of an interrupted test it is not said that all users were there', () => {
  const client = { ...before.client, series: before.client.series.slice(0, 9) }
  const story = storyOf([completeRun({ ...before, client }, PRICES)], null)
  expect(JSON.stringify(story)).not.toContain('with all users started')
  expect(JSON.stringify(story)).toContain('on average over the test')
})

test('a function that answers errors of its own is cautioned about, as one that fails', () => {
  const { requests } = after.client
  const run: TestRun = {
    ...after,
    client: {
      ...after.client,
      statuses: { '200': requests - 60, '500': 20, '503': 40 },
      gatewayStatuses: {},
    },
  }
  expect(rules(run)).toEqual(['caution: function-answers'])
  expect(findings(run)[0]?.what.en).toContain('(500: 20, 503: 40)')
})

test('a rate that answers allowed and the generator did not reach is the generator’s doing, not the users’', () => {
  const halved = withPoints(after, (point) => ({ ...point, requestsPerSecond: point.requestsPerSecond / 2 }))
  expect(rules(halved)).toEqual(['invalid: generator-starved'])
  const [finding] = findings(halved)
  expect(finding?.what.en).toMatch(
    /^Only [\d.]+ requests\/s were sent, although responses came fast enough for 30/,
  )
})

test('users who wait for their last answers after the end of a test held their load', () => {
  const drained = [13, 11, 5, 2, 0].map((users, index) => ({ ...NO_POINT, t: 60 + index, users }))
  const series = [...before.client.series.slice(0, 60), ...drained]
  expect(rules({ ...before, client: { ...before.client, series } })).toEqual([])
})

const NO_POINT: ClientPoint = {
  t: 0,
  users: 0,
  requestsPerSecond: 0,
  failuresPerSecond: 0,
  p50Ms: null,
  p95Ms: null,
  failureP50Ms: null,
  generatorCpu: null,
}
