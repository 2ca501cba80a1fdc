import { describe, expect, test } from 'vitest'
import { Bench } from './lab-process.js'

describe('lab status', () => {
  test('shows the steps, the target and what was created, with one command to type next', async () => {
    const bench = new Bench()
    await bench.run(['next', '--yes'])
    const { code, stdout, stderr } = await bench.run(['status'])
    expect(code).toBe(0)
    expect(stdout).toMatch(/✓ +1 +door +A door for one address +done, \d+ seconds? ago/)
    expect(stdout).toMatch(/· +2 +load +The first load test/)
    expect(stdout).toMatch(/rule +ingress-rule +rule +created/)
    expect(stdout).toContain('account 123456789012')
    expect(stderr.trim()).toBe('→ lab next   The first load test')
  })

  test('is, for a program, the documented shape', async () => {
    const bench = new Bench()
    await bench.run(['next', '--yes'])
    const { stdout } = await bench.run(['status', '--json'])
    expect(JSON.parse(stdout)).toEqual({
      schema: 1,
      lab: expect.stringMatching(/^lab-[0-9a-f]{12}$/),
      target: {
        kind: 'local',
        region: 'ap-northeast-2',
        account: '123456789012',
        endpoint: 'http://127.0.0.1:1',
      },
      steps: [
        {
          id: 'door',
          title: 'A door for one address',
          state: 'done',
          why: null,
          startedAt: expect.any(String),
          finishedAt: expect.any(String),
        },
        {
          id: 'load',
          title: 'The first load test',
          state: 'pending',
          why: null,
          startedAt: null,
          finishedAt: null,
        },
      ],
      resources: [
        { key: 'rule', type: 'ingress-rule', id: 'rule', owned: true, status: 'created', step: 'door' },
      ],
      next: 'load',
      warnings: [],
      running: null,
      cloud: { state: 'absent', database: null },
    })
  })

  test('has no lab and no target before the first change, and writes nothing', async () => {
    const { stdout } = await new Bench().run(['status', '--json'])
    expect(JSON.parse(stdout)).toMatchObject({ lab: null, target: null, resources: [], next: 'door' })
  })

  test('tells why a step failed', async () => {
    const bench = new Bench()
    await bench.run(['next', '--yes'], { LAB_TEST_DEFECT: 'awaited' })
    const { stdout } = await bench.run(['status'])
    expect(stdout).toMatch(/✗ +1 +door/)
    expect(stdout).toContain('door: x is not a function')
  })
})

describe('lab check', () => {
  test('says of each step whether it still holds, and fails where one does not', async () => {
    const bench = new Bench()
    await bench.run(['next', '--yes'])
    const before = await bench.run(['check', '--json'])
    expect(before.code).toBe(0)
    expect(JSON.parse(before.stdout)).toMatchObject({
      schema: 1,
      ok: true,
      steps: [
        { id: 'door', state: 'holds', facts: [{ name: 'Rule' }, {}] },
        { id: 'load', state: 'pending' },
      ],
    })
    bench.closeDoor()
    const after = await bench.run(['check', '--json'])
    expect(after.code).toBe(1)
    expect(JSON.parse(after.stdout)).toMatchObject({
      ok: false,
      steps: [{ id: 'door', state: 'missing', why: 'The rule is gone.' }, {}],
    })
    const told = await bench.run(['check'])
    expect(told.stdout).toContain('✗ A door for one address  door  missing')
    expect(told.stderr).toContain('→ lab reset door')
  })
})

describe('lab guide', () => {
  test('is plain Markdown where it is piped, of the next step unless one is named', async () => {
    const bench = new Bench()
    const { stdout } = await bench.run(['guide'])
    expect(stdout).toMatch(/^# A door for one address\n/)
    expect((await bench.run(['guide', '2', '--lang', 'ko'])).stdout).toMatch(/^# 첫 번째 부하 테스트\n/)
  })
})
