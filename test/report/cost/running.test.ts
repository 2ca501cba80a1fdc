import { expect, test } from 'vitest'
import type { Row } from '../../../src/core/ledger.js'
import { instanceHourUsd } from '../../../src/core/prices/price-list.js'
import { priceTable } from '../../../src/core/prices/price-table.js'
import { applicationHourUsd } from '../../../src/aws/application/running-cost.js'
import { RESOURCES } from '../../../src/aws/resources/registry.js'
import { runningOf } from '../../../src/report/cost/running.js'

const SEOUL = priceTable('ap-northeast-2')
const NOON = '2026-11-23T12:00:00.000Z'
const THREE_HOURS_LATER = '2026-11-23T15:00:00.000Z'

test('the workshop’s instance costs what the Price List says of its family, and a type without a price has none', () => {
  expect(instanceHourUsd(SEOUL, 'c5.24xlarge')).toBeCloseTo(4.608, 9)
  expect(instanceHourUsd(priceTable('us-east-1'), 'c5.24xlarge')).toBeCloseTo(4.08, 9)
  expect(instanceHourUsd(SEOUL, 'c5.large')).toBeCloseTo(0.096, 9)
  expect(instanceHourUsd(SEOUL, 't3.medium')).toBe(0.052)
  expect(instanceHourUsd(SEOUL, 't3.large')).toBeNull()
  expect(instanceHourUsd(SEOUL, 'c5.metal')).toBeNull()
  expect(instanceHourUsd(priceTable('eu-north-1'), 'c5.large')).toBeNull()
})

test('the application costs under two dollars a day in Seoul, and is not guessed at elsewhere', () => {
  // 0.025 + 20 × 0.131 / 730 + 2 × 0.018 + 0.013 + 0.4 / 730
  expect(applicationHourUsd(SEOUL)).toBeCloseTo(0.07814, 5)
  expect(applicationHourUsd(priceTable('us-east-1'))).toBeNull()
})

test('what was made and costs by being there adds up since it was made', () => {
  const rows = [
    row('environment', 'cloud9-environment', { instanceType: 'c5.24xlarge' }),
    row('application', 'cloudformation-stack', {}),
    row('warm', 'provisioned-concurrency', { environments: 100, memoryMb: 1024 }),
    row('rule', 'ingress-rule', {}),
  ]
  const running = runningOf(rows, RESOURCES, SEOUL, THREE_HOURS_LATER)
  const hourly = 4.608 + 0.005 + 0.07814 + 100 * 3600 * 0.0000051254
  expect(running?.resources.map(({ key }) => key)).toEqual(['environment', 'application', 'warm'])
  expect(running?.since).toBe(NOON)
  expect(running?.hourlyUsd).toBeCloseTo(hourly, 4)
  expect(running?.soFarUsd).toBeCloseTo(3 * hourly, 3)
})

test('what is gone, was somebody else’s or costs nothing is not told of', () => {
  const gone: Row = {
    ...row('environment', 'cloud9-environment', { instanceType: 'c5.large' }),
    status: 'gone',
  }
  const foreign: Row = { ...row('host', 'ec2-instance', { instanceType: 'c5.large' }), owned: false }
  expect(runningOf([gone, foreign, row('rule', 'ingress-rule', {})], RESOURCES, SEOUL, NOON)).toBeNull()
})

test('an instance whose price is not known is named without one', () => {
  const rows = [row('host', 'ec2-instance', { instanceType: 'x9.large' })]
  expect(runningOf(rows, RESOURCES, SEOUL, THREE_HOURS_LATER)).toMatchObject({
    resources: [{ what: 'x9.large', hourlyUsd: null }],
    soFarUsd: 0,
  })
})

function row(key: string, type: keyof typeof LEAST, intent: Row['intent']): Row & { id: string } {
  return {
    key,
    type,
    intent: { ...LEAST[type], ...intent },
    id: key,
    step: 'environment',
    owned: true,
    token: 'lab-0123456789ab-0123',
    details: {},
    status: 'created',
    since: NOON,
  }
}

const LAB = { lab: 'lab-0123456789ab' }
const API = { restApiId: '', resourceId: '', httpMethod: '', stage: '', uri: '', originalUri: '' }

/** What an intent has at the least. */
const LEAST = {
  'cloud9-environment': { ...LAB, name: 'Locust' },
  'ec2-instance': LAB,
  'ingress-rule': { ...LAB, securityGroupId: 'sg-1', port: 8089, cidr: '127.0.0.1/32' },
  'provisioned-concurrency': { ...LAB, ...API, function: 'f', originalDeploymentId: '' },
  'cloudformation-stack': { ...LAB, name: 'serverless-app' },
}
