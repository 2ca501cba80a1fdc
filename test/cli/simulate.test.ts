import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { REPORT } from '../../src/report/report-json.js'
import { SIMULATE_EXAMPLES } from '../../src/cli/simulate/examples.js'
import { Bench, type Ended, LAB } from './lab-process.js'

const lab = (bench: Bench, ...args: readonly string[]): Promise<Ended> => bench.run(args, {}, LAB)

/** A tenth of the workshop for half a minute, so that a test need not wait. */
const SMALL = '--users 1000 --spawn-rate 100 --requests-per-second 300 --limit 100 --duration 30'.split(' ')

describe('lab simulate', () => {
  test('says what happens at the workshop’s full size, in a few seconds', async () => {
    const { code, stdout } = await lab(new Bench(), 'simulate')
    expect(code).toBe(0)
    expect(stdout).toMatch(/Throttles\s+265,\d{3} \(30\.\d%\)/)
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain('500 at first, then only 500 more a minute')
  })

  test('finds the provisioned concurrency that leaves no throttle, and its price', async () => {
    const load = [
      '--users',
      '2000',
      '--spawn-rate',
      '200',
      '--requests-per-second',
      '1200',
      '--duration',
      '30',
    ]
    const { stdout } = await lab(new Bench(), 'simulate', ...load, '--versus', 'provisioned=enough')
    const throttles = /Throttles\s+([\d,]+) \(.*?\)\s+(\d+)/.exec(stdout)
    expect(Number(throttles?.[1]?.replace(',', ''))).toBeGreaterThan(1000)
    expect(throttles?.[2]).toBe('0')
    // 1,200 requests/s of 0.7 s keep 840 busy; the burst of 500 does the rest.
    const provisioned = Number(/Provisioned concurrency\s+0\s+(\d+)/.exec(stdout)?.[1])
    expect(provisioned).toBeGreaterThan(300)
    expect(provisioned).toBeLessThan(1000)
    expect(stdout).toMatch(/Charge for it, used or not\s+\$0\.00 an hour\s+\$\d\S* an hour/)
  })

  test.each(['optimized', 'optimised'])(
    'prints both scenarios as lab report --json does: %s',
    async (code) => {
      const { stdout } = await lab(new Bench(), 'simulate', ...SMALL, '--versus', `code=${code}`, '--json')
      const report = v.parse(REPORT, JSON.parse(stdout))
      expect(report.tests).toHaveLength(2)
      expect(report.comparison?.throttles[1]).toBe(0)
      expect(report.comparison?.invokeDurationRatio).toBeCloseTo(701.73 / 7.66, 6)
    },
  )

  test('writes the same page as the report, which says that nothing was measured', async () => {
    const bench = new Bench()
    const { stdout } = await lab(
      bench,
      'simulate',
      ...SMALL,
      '--versus',
      'model=today',
      '--html',
      'what-if.html',
    )
    expect(stdout).toContain('what-if.html')
    const page = readFileSync(join(bench.dir, 'what-if.html'), 'utf8')
    expect(page).toContain('Simulated in virtual time: nothing here was measured.')
    expect(page).toContain('With model=today')
  })

  test('speaks Korean', async () => {
    const { stdout } = await lab(new Bench(), 'simulate', ...SMALL, '--lang', 'ko')
    expect(stdout).toContain('계정의 동시성 한도(100)에서 막혔습니다')
    expect(stdout).not.toContain('Throttles')
  })

  test('every example in its help is a command that works', async () => {
    const commands = SIMULATE_EXAMPLES.en
      .split('\n')
      .flatMap((line) => /^ {2}lab (simulate.*)$/.exec(line)?.[1] ?? [])
    expect(commands.length).toBeGreaterThan(6)
    const small = ['--users', '50', '--spawn-rate', '50', '--duration', '5']
    for (const command of commands) {
      const { code, stderr } = await lab(new Bench(), ...command.split(' '), ...small)
      expect([code, stderr], command).toEqual([0, ''])
    }
  })

  test.each([
    { args: ['--users', '0'], says: 'from 1 to' },
    { args: ['--users', '1.5'], says: 'whole number' },
    { args: ['--duration', 'long'], says: 'from 1 to' },
    { args: ['--model', '2019'], says: '`2021`, `today`' },
    { args: ['--region', 'Seoul'], says: 'ap-northeast-2' },
    { args: ['--versus', 'limit'], says: 'NAME=VALUE' },
    { args: ['--versus', 'limits=10'], says: 'There is no `limits`' },
    { args: ['--versus', 'limit=lots'], says: 'from 0 to' },
  ])('$args is refused before anything is played', async ({ args, says }) => {
    const { code, stdout, stderr } = await lab(new Bench(), 'simulate', ...args)
    expect(code).toBe(2)
    expect(stdout).toBe('')
    expect(stderr).toContain('[bad-value]')
    expect(stderr).toContain(says)
  })

  test('a file that cannot be written is an error that names the flag', async () => {
    const { code, stderr } = await lab(new Bench(), 'simulate', ...SMALL, '--html', 'no/such/folder.html')
    expect(code).toBe(1)
    expect(stderr).toContain('[not-written]')
    expect(stderr).toContain('--html')
  })
})
