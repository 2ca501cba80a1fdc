import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { needs } from '../run/needs.js'
import { Bench, CTRL_C, CTRL_D, ENTER } from './lab-process.js'

describe('lab next at a terminal', needs('terminal'), () => {
  test('asks, shows the plan, waits for a yes, draws the tasks and proves the outcome', async () => {
    const terminal = new Bench().terminal(['next'])
    await terminal.screen.shows('How many users?')
    terminal.type(`250${ENTER}`)
    await terminal.screen.shows('250 users')
    await terminal.screen.shows('Continue?')
    terminal.type(`y${ENTER}`)
    expect(await terminal.ended).toBe(0)
    expect(terminal.screen.text).toContain('✓ Open port 8089')
    expect(terminal.screen.text).toContain('Rule  TCP 8089')
    expect(terminal.screen.text).toContain('→ lab next   The first load test')
  })

  test.each([
    { lang: 'en', hint: 'Press ? for the guide', guide: 'What to look at', question: 'How many users?' },
    { lang: 'ko', hint: '?를 누르면', guide: '살펴볼 것', question: '사용자는 몇 명인가요?' },
  ])('names its guide, and shows it by ? at the prompt ($lang)', async ({ lang, hint, guide, question }) => {
    const terminal = new Bench().terminal(['next', '--lang', lang])
    await terminal.screen.shows(question)
    expect(terminal.screen.text).toContain(hint)
    expect(terminal.screen.text).not.toContain(guide)
    terminal.type('?')
    await terminal.screen.shows(question, guide)
    terminal.type(`7${ENTER}`)
    await terminal.screen.shows('(y/N)', 'lab guide door')
    terminal.type('?')
    await terminal.screen.shows(guide, 'lab guide door')
    await terminal.screen.shows('(y/N)', guide)
    terminal.type(CTRL_C)
    expect(await terminal.ended).toBe(3)
  })

  test.each([
    {
      lang: 'en',
      peak: 'concurrent executions at the peak',
      throttles: 'how many requests will be throttled',
    },
    { lang: 'ko', peak: '최대 동시성은?', throttles: '스로틀되는 요청은 몇 건일까요?' },
  ])('asks for a guess before a load test; Enter skips it ($lang)', async ({ lang, peak, throttles }) => {
    const bench = new Bench()
    await bench.run(['next', '--yes'])
    const guessing = bench.terminal(['next', '--dir', '.lab', '--lang', lang])
    await guessing.screen.shows(peak)
    guessing.type(`28${ENTER}`)
    await guessing.screen.shows(throttles)
    guessing.type(ENTER)
    await guessing.screen.shows('(y/N)')
    expect(guessing.screen.text).toContain('{"concurrency":28,"throttles":null}')
    guessing.type(CTRL_C)
    expect(await guessing.ended).toBe(3)
    const skipping = bench.terminal(['next', '--lang', lang])
    await skipping.screen.shows(peak)
    skipping.type(ENTER)
    await skipping.screen.shows(throttles)
    skipping.type(ENTER)
    await skipping.screen.shows('(y/N)')
    expect(skipping.screen.text).toMatch(/(guess|예상) null/)
    skipping.type(CTRL_C)
    expect(await skipping.ended).toBe(3)
  })

  test('asks nobody to guess with --yes', async () => {
    const bench = new Bench()
    await bench.run(['next', '--yes'])
    const terminal = bench.terminal(['next', '--yes'])
    expect(await terminal.ended).toBe(0)
    expect(terminal.screen.text).not.toContain('at the peak')
  })

  test("obeys nothing that the function's code and its log would tell the terminal, and lets it be seen", async () => {
    const foreign = '# \u001B[8m hidden \rover \u001B]52;c;cm0=\u0007'
    const terminal = new Bench().terminal(['next', '--users', '5'], { LAB_TEST_FOREIGN: foreign })
    await terminal.screen.shows('Continue?')
    expect(terminal.screen.text).toContain('-# �[8m hidden �over �]52;c;cm0=�')
    terminal.type(`y${ENTER}`)
    expect(await terminal.ended).toBe(0)
    expect(terminal.screen.text).toContain('│ # �[8m hidden �over �]52;c;cm0=�')
    for (const told of ['\u001B[8m', '\rover', '\u001B]52']) expect(terminal.screen.raw).not.toContain(told)
  })

  test('does not take an answer out of bounds, and says what would do', async () => {
    const terminal = new Bench().terminal(['next'])
    await terminal.screen.shows('How many users?')
    terminal.type(`99999${ENTER}`)
    await terminal.screen.shows('It must be from 1 to 10,000.')
    terminal.type(CTRL_C)
    expect(await terminal.ended).toBe(3)
  })

  test('changes nothing when the plan is refused, which Enter alone does', async () => {
    const bench = new Bench()
    const terminal = bench.terminal(['next', '--users', '5'])
    await terminal.screen.shows('Continue?')
    terminal.type(ENTER)
    expect(await terminal.ended).toBe(3)
    expect(terminal.screen.text).toContain('Cancelled; nothing was changed.')
    expect(existsSync(join(bench.world, 'rule'))).toBe(false)
    expect(existsSync(join(bench.dir, '.lab', 'state.json'))).toBe(false)
  })

  test('does not end a local cloud on which a lab began while it asked whether to', async () => {
    const bench = new Bench()
    const cloud = join(bench.dir, '.lab', 'cloud')
    mkdirSync(cloud, { recursive: true, mode: 0o700 })
    const terminal = bench.terminal(['reset'])
    await terminal.screen.shows('Continue?')
    await bench.run(['next', '--yes'])
    terminal.type(`y${ENTER}`)
    expect(await terminal.ended).toBe(1)
    expect(terminal.screen.text).toContain('[lab-begun]')
    expect(existsSync(cloud)).toBe(true)
  })

  test('leaves with 3 at Ctrl-C in a question', async () => {
    const terminal = new Bench().terminal(['next'])
    await terminal.screen.shows('How many users?')
    terminal.type(CTRL_C)
    expect(await terminal.ended).toBe(3)
  })

  test('takes Ctrl-D for Ctrl-C, in a question as at the plan', async () => {
    const bench = new Bench()
    const questioned = bench.terminal(['next'])
    await questioned.screen.shows('How many users?')
    // On an empty line: on another it is the key that deletes.
    questioned.type(`${'\u007F'.repeat(10)}${CTRL_D}`)
    expect(await questioned.ended).toBe(3)
    expect(questioned.screen.text).toContain('Cancelled; nothing was changed.')
    const planned = bench.terminal(['next', '--users', '5'])
    await planned.screen.shows('Continue?')
    planned.type(CTRL_D)
    expect(await planned.ended).toBe(3)
    expect(planned.screen.text).toContain('Cancelled; nothing was changed.')
  })

  test('takes a Korean y, the key with the Korean layout on', async () => {
    const terminal = new Bench().terminal(['next', '--users', '5', '--lang', 'ko'])
    await terminal.screen.shows('계속할까요?')
    terminal.type(`ㅛ${ENTER}`)
    expect(await terminal.ended).toBe(0)
    expect(terminal.screen.text).toContain('2단계 중 1단계를 마쳤습니다')
  })

  test('leaves nothing of what is typed during a load to the screen or to the shell', async () => {
    const bench = new Bench()
    await bench.run(['next', '--yes'])
    const load = { LAB_TEST_SECONDS: '600', LAB_TEST_TICK_MS: '100' }
    const terminal = bench.terminal(['next', '--yes'], load, { afterwards: READS })
    await terminal.screen.shows('requests/s')
    terminal.type(`typed too early${ENTER}${CTRL_C}`)
    await terminal.screen.shows('To continue, type: lab next')
    await terminal.screen.shows('the shell reads:')
    terminal.type(`typed to the shell${ENTER}`)
    expect(await terminal.ended).toBe(0)
    expect(terminal.screen.text).toContain('it read: typed to the shell.')
    expect(terminal.screen.text).not.toContain('early')
  })

  test.each([
    { how: 'it is interrupted', env: {}, end: [['SIGTERM', 'To continue, type: lab next']], says: '' },
    {
      how: 'it is told to leave at once',
      env: { LAB_TEST_STUBBORN: '1' },
      end: [
        ['SIGTERM', 'Stopping:'],
        ['SIGTERM', 'the shell reads:'],
      ],
      says: '',
    },
    { how: 'it crashes', env: { LAB_TEST_CRASH_AT: '3' }, end: [], says: 'Something unexpected happened' },
  ] as const)('gives the terminal back as it was when $how during a load', async ({ env, end, says }) => {
    const bench = new Bench()
    await bench.run(['next', '--yes'])
    const load = { LAB_TEST_SECONDS: '600', LAB_TEST_TICK_MS: '100', LAB_TEST_TELL_PID: '1', ...env }
    const terminal = bench.terminal(['next', '--yes'], load, { afterwards: READS })
    const [, pid] = await terminal.screen.matches(/pid (\d+)\./)
    await terminal.screen.shows('requests/s')
    for (const [signal, seen] of end) {
      process.kill(Number(pid), signal)
      await terminal.screen.shows(seen)
    }
    await terminal.screen.shows(says)
    await terminal.screen.shows('the shell reads:')
    // With its echo: what is typed is seen.
    terminal.type(`seen${ENTER}`)
    await terminal.screen.shows('it read: seen.')
    expect(await terminal.ended).toBe(0)
    expect(terminal.screen.text).toMatch(/the shell reads: *seen\s+it read/)
    expect(terminal.screen.raw.lastIndexOf(SHOW_CURSOR)).toBeGreaterThan(
      terminal.screen.raw.lastIndexOf(HIDE_CURSOR),
    )
  })

  test('ends what is in flight at the first Ctrl-C, saves, and says how to go on', async () => {
    const bench = new Bench()
    await bench.run(['next', '--yes'])
    const terminal = bench.terminal(['next', '--yes'], { LAB_TEST_SECONDS: '600', LAB_TEST_TICK_MS: '100' })
    await terminal.screen.shows('requests/s')
    terminal.type(CTRL_C)
    expect(await terminal.ended).toBe(130)
    expect(terminal.screen.text).toContain('To continue, type: lab next')
    const { stdout } = await bench.run(['status', '--json'])
    expect(JSON.parse(stdout)).toMatchObject({ steps: [{ state: 'done' }, { state: 'interrupted' }] })
  })

  test('leaves at once at the second Ctrl-C, and the next command goes on', async () => {
    const bench = new Bench()
    await bench.run(['next', '--yes'])
    const stubborn = { LAB_TEST_SECONDS: '600', LAB_TEST_TICK_MS: '100', LAB_TEST_STUBBORN: '1' }
    const terminal = bench.terminal(['next', '--yes'], stubborn)
    await terminal.screen.shows('requests/s')
    terminal.type(CTRL_C)
    await terminal.screen.shows('Stopping:')
    terminal.type(CTRL_C)
    expect(await terminal.ended).toBe(130)
    expect(await bench.run(['next', '--yes'])).toMatchObject({ code: 0 })
  })

  test.each([{ env: { NO_COLOR: '1' } }, { env: {}, flag: '--no-color' }])(
    'draws without colors where they are not wanted: $env $flag',
    async ({ env, flag }) => {
      const terminal = new Bench().terminal(['next', '--yes', ...(flag ? [flag] : [])], env)
      expect(await terminal.ended).toBe(0)
      expect(terminal.screen.text).toContain('✓ Step 1 of 2 is done')
      for (const color of COLORS) expect(terminal.screen.raw).not.toContain(color)
    },
  )

  test('writes no escape at all to a dumb terminal, and asks nothing there', async () => {
    const terminal = new Bench().terminal(['next'], { TERM: 'dumb' })
    expect(await terminal.ended).toBe(2)
    expect(terminal.screen.text).toContain('[needs-answer]')
    expect(terminal.screen.raw).not.toContain('\u001B')
  })
})

describe('lab guide at a terminal', needs('terminal'), () => {
  const pager = { PAGER: "sed 's/^/paged: /'" }

  test('goes through the pager where it is longer than the screen', async () => {
    const terminal = new Bench().terminal(['guide', 'door'], pager, { rows: 10 })
    expect(await terminal.ended).toBe(0)
    expect(terminal.screen.text).toContain('paged: What to look at')
    expect(terminal.screen.text).not.toMatch(/^What to look at/m)
  })

  test('does not where it fits, is piped, or PAGER is cat or empty', async () => {
    const fits = new Bench().terminal(['guide', 'door'], pager)
    expect(await fits.ended).toBe(0)
    for (const screen of [fits.screen.text, (await new Bench().run(['guide', 'door'], pager)).stdout]) {
      expect(screen).toContain('What to look at')
      expect(screen).not.toContain('paged:')
    }
    for (const PAGER of ['cat', '']) {
      const plain = new Bench().terminal(['guide', 'door'], { PAGER }, { rows: 10 })
      expect(await plain.ended).toBe(0)
      expect(plain.screen.text).toContain('What to look at')
    }
  })

  test('gives less the options that git gives it, unless LESS is set', async () => {
    const env = { PAGER: 'cat >/dev/null; echo "LESS is $LESS."' }
    const unset = new Bench().terminal(['guide', 'door'], env, { rows: 10 })
    expect(await unset.ended).toBe(0)
    expect(unset.screen.text).toContain('LESS is FRX.')
    const set = new Bench().terminal(['guide', 'door'], { ...env, LESS: 'R' }, { rows: 10 })
    expect(await set.ended).toBe(0)
    expect(set.screen.text).toContain('LESS is R.')
  })

  test('is printed where the pager is not there', async () => {
    const terminal = new Bench().terminal(['guide', 'door'], { PAGER: 'no-such-pager' }, { rows: 10 })
    expect(await terminal.ended).toBe(0)
    expect(terminal.screen.text).toMatch(/^What to look at/m)
  })

  test('leaves Ctrl-C to the pager, and goes back to the question', async () => {
    const env = { PAGER: 'cat >/dev/null; echo reading; read line </dev/tty; echo read' }
    const terminal = new Bench().terminal(['next'], env, { rows: 10 })
    await terminal.screen.shows('How many users?')
    terminal.type('?')
    await terminal.screen.shows('reading')
    terminal.type(CTRL_C)
    await terminal.screen.shows('How many users?', 'reading')
    terminal.type(CTRL_C)
    expect(await terminal.ended).toBe(3)
  })
})

/** What a shell does after the lab: it reads a line from the terminal. */
const READS = 'printf "the shell reads: "; read -r line; echo "it read: $line."'
const [HIDE_CURSOR, SHOW_CURSOR] = ['\u001B[?25l', '\u001B[?25h']

/** Bold, dim, red, green, yellow, cyan. */
const COLORS = [1, 2, 31, 32, 33, 36].map((code) => `\u001B[${code}m`)
