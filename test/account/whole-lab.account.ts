import { beforeAll, describe, expect, it } from 'vitest'
import { SDK_CALLS } from '../../src/aws/permissions/sdk-calls.js'
import { validated } from './models/validate.js'
import { type PosingAsAws, posingAsAws } from './posing.js'

const LOAD = '--users 10 --spawn-rate 5 --duration 8 --requests-per-second 10'.split(' ')

/** As an account of AWS would be: everything shows late, CloudWatch's points most of all. */
describe.concurrent.each(['open', 'closed'] as const)('a whole lab on AWS with Cloud9 %s', (cloud9) => {
  let account: PosingAsAws
  beforeAll(async () => {
    account = await posingAsAws({ delays: 'aws-like', cloud9 })
    return () => account.remove()
  })

  it('goes through all steps and leaves nothing, with calls that AWS knows and the table lists', async () => {
    const run = await account.lab(['run', '--target', 'aws', '--yes', ...LOAD])
    expect(run.code, run.stdout + run.stderr).toBe(0)
    const status = JSON.parse((await account.lab(['status', '--json'])).stdout)
    expect(status).toMatchObject({ next: null, target: { kind: 'aws', endpoint: account.front.endpoint } })
    const report = JSON.parse((await account.lab(['report', '--json'])).stdout)
    for (const test of report.tests) expect(test.client.requests).toBeGreaterThan(0)
    const reset = await account.lab(['reset', '--yes'])
    expect(reset.code, reset.stdout + reset.stderr).toBe(0)

    const { complaints, operations } = await validated(account.front.sent)
    expect(complaints).toEqual([])
    const listed = new Set(SDK_CALLS.map(({ operation }) => operation))
    expect(operations.filter((one) => !listed.has(one.split(' ')[1] ?? ''))).toEqual([])
    expect(operations.length).toBeGreaterThan(25)
  })
})
