import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { interruptAt } from '../e2e/lab-process.js'
import { Bench } from './lab-process.js'

describe('without a terminal', () => {
  test('a question is a usage error that names its flag, and nothing is changed', async () => {
    const bench = new Bench()
    const { code, stderr } = await bench.run(['next'])
    expect(code).toBe(2)
    expect(stderr).toContain('[needs-answer]')
    expect(stderr).toContain('--users VALUE')
    expect(readdirSync(bench.world)).toEqual([])
  })

  test('an answered question still leaves the plan to be approved by --yes', async () => {
    const { code, stderr } = await new Bench().run(['next', '--users', '5'])
    expect(code).toBe(2)
    expect(stderr).toContain('--yes')
  })

  test('results go to stdout, all else to stderr, and there is no escape in either', async () => {
    const { code, stdout, stderr } = await new Bench().run(['next', '--yes'])
    expect(code).toBe(0)
    expect(stdout).toContain('Duration: 701.73 ms')
    expect(stdout).toContain('Step 1 of 2 is done')
    expect(stdout).not.toContain('Plan')
    expect(stderr).toContain('+ create  ingress rule TCP 8089')
    expect(stderr).toContain('already there, not created by the lab')
    expect(stderr.trimEnd().split('\n').at(-1)).toBe('→ lab next   The first load test')
    expect(stdout + stderr).not.toContain('\u001B')
  })

  test('a running load is a line every few seconds', async () => {
    const bench = new Bench()
    const { code, stderr } = await bench.run(['run', '--yes'], { LAB_TEST_SECONDS: '12' })
    expect(code).toBe(0)
    expect(stderr.match(/requests\/s/g)).toHaveLength(3)
  })

  test('a flag answers, also in Korean, and the language comes from the locale', async () => {
    const { stdout, stderr } = await new Bench().run(['next', '--yes', '--users', '7'], {
      LANG: 'ko_KR.UTF-8',
    })
    expect(stderr).toContain('사용자 7명')
    expect(stdout).toContain('2단계 중 1단계를 마쳤습니다')
  })

  test('--dry-run shows the plan and leaves no trace', async () => {
    const bench = new Bench()
    const { code, stderr } = await bench.run(['next', '--dry-run'])
    expect(code).toBe(0)
    expect(stderr).toContain('+ create  ingress rule')
    expect(readdirSync(bench.world)).toEqual([])
    expect(existsSync(join(bench.dir, '.lab'))).toBe(false)
  })

  test('reset undoes everything, and says that nothing is left', async () => {
    const bench = new Bench()
    await bench.run(['run', '--yes'])
    const { code, stdout } = await bench.run(['reset', '--yes'])
    expect(code).toBe(0)
    expect(stdout).toContain('nothing left')
    expect(readdirSync(bench.world)).toEqual([])
  })

  test('a reader that was gone before the first line is no defect of a command that only shows', async () => {
    const { stderr } = await new Bench().shell('{ lab status; echo "exit $?" >&2; } | true')
    expect(stderr).toMatch(/exit 0$/m)
    expect(stderr).not.toContain('EPIPE')
  })

  test('a reader that goes away interrupts a command: what is in flight ends, is saved, and goes on later', async () => {
    const bench = new Bench()
    const line = '{ lab run --yes 2>&1; echo "exit $?" >&2; } | grep -m 1 requests/s'
    const { stdout, stderr } = await bench.shell(line, { LAB_TEST_SECONDS: '30', LAB_TEST_STUBBORN: 'yes' })
    expect(stdout).toContain('requests/s')
    expect(stderr).toBe('exit 130\n')
    expect(JSON.parse(readFileSync(join(bench.dir, '.lab', 'state.json'), 'utf8'))).toMatchObject({
      steps: { door: { state: 'done' }, load: { state: 'interrupted' } },
      records: { load: { seconds: 30 } },
    })
    expect(existsSync(join(bench.dir, '.lab', 'lock'))).toBe(false)
    expect(await bench.run(['next', '--yes'])).toMatchObject({ code: 0 })
  })

  test('an interrupted reset of a step names itself as what continues it', async () => {
    const bench = new Bench()
    await bench.run(['next', '--yes'])
    const interrupting = { NODE_OPTIONS: `--import ${interruptAt('> ingress rule')}` }
    const { code, stderr } = await bench.run(['reset', 'door', '--yes'], interrupting)
    expect(code).toBe(130)
    expect(stderr).toMatch(/To continue, type: lab reset door$/m)
  })

  test.each(['awaited', 'unawaited'])(
    'an unexpected error, %s, is called a defect, and its stack is kept in a file',
    async (kind) => {
      const { code, stderr } = await new Bench().run(['next', '--yes'], { LAB_TEST_DEFECT: kind })
      expect(code).toBe(1)
      expect(stderr).toContain('[defect]')
      expect(stderr).toContain('x is not a function')
      expect(stderr).not.toMatch(/^\s+at /m)
      const path = /\S+details\.txt/.exec(stderr)?.[0] ?? ''
      expect(existsSync(path)).toBe(true)
    },
  )

  test('a damaged state is refused, not begun anew', async () => {
    const bench = new Bench()
    await bench.run(['next', '--yes'])
    writeFileSync(join(bench.dir, '.lab', 'state.json'), '{')
    const { code, stderr } = await bench.run(['next', '--yes'])
    expect(code).toBe(1)
    expect(stderr).toContain('[state-unreadable]')
    expect(stderr).toContain('state.json.bak')
  })
})
