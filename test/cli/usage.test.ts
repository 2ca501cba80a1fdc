import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { flagOf } from '../../src/core/question.js'
import { STEP_QUESTIONS } from '../../steps/questions.js'
import { needs } from '../run/needs.js'
import { Bench, LAB } from './lab-process.js'

describe('a command line that cannot be meant', () => {
  test('is told as JSON that a program reads whole, and that commands no terminal', async () => {
    const option = '--\u009B8m\u001B[2J\u202E'
    const { code, stdout } = await new Bench().run(['status', '--json', option])
    expect(code).toBe(2)
    expect(JSON.parse(stdout)).toMatchObject({ error: { message: expect.stringContaining(option) } })
    expect(stdout).not.toMatch(/[^\P{Cc}\n]|\u202E/u)
  })

  test.each([
    { args: ['nxt'], code: 'unknown-command', says: 'Did you mean `lab next`?' },
    { args: ['next', '--yess'], code: 'unknown-option', says: '--yes' },
    { args: ['reset', 'dor'], code: 'unknown-step', says: 'Did you mean `door`?' },
    { args: ['guide', 'nothing-like-it'], code: 'unknown-step', says: '`door`, `load`' },
    { args: ['next', '--users', '0'], code: 'bad-value', says: 'from 1 to 1,000,000' },
    { args: ['next', '--users', '1e9'], code: 'bad-value', says: 'from 1 to 1,000,000' },
    { args: ['next', '--users', '1e999'], code: 'bad-value', says: 'from 1 to 1,000,000' },
    { args: ['next', '--users', 'ten'], code: 'bad-value', says: 'Enter a number from 1 to 1,000,000' },
    { args: ['simulate', '--users', '1e9'], code: 'bad-value', says: 'from 1 to 1,000,000' },
    { args: ['next', '--target', 'loacl'], code: 'bad-value', says: 'Did you mean `--target local`?' },
    { args: ['status', '--lang', 'kr'], code: 'bad-value', says: 'Did you mean `--lang ko`?' },
    { args: ['next', '--host', 'cloud'], code: 'bad-value', says: 'Did you mean `--host cloud9`?' },
    { args: ['simulate', '--code', 'optimzed'], code: 'bad-value', says: 'Did you mean `--code optimized`?' },
    { args: ['simulate', '--model', 'tody'], code: 'bad-value', says: 'Did you mean `--model today`?' },
    {
      args: ['simulate', '--versus', 'limt=10'],
      code: 'bad-value',
      says: 'Did you mean `--versus limit=10`?',
    },
    {
      args: ['simulate', '--versus', 'code=orignal'],
      code: 'bad-value',
      says: 'Did you mean `--code original`?',
    },
    {
      args: ['cloud', 'start', '--cloud9', 'opne'],
      code: 'bad-value',
      says: 'Did you mean `--cloud9 open`?',
    },
    { args: ['cloud', 'start', '--delays', 'awslike'], code: 'bad-value', says: '`--delays aws-like`?' },
    { args: ['cloud', 'env', '--shell', 'fisch'], code: 'bad-value', says: 'Did you mean `--shell fish`?' },
    { args: ['help', 'nxt'], code: 'unknown-command', says: 'Did you mean `lab help next`?' },
    { args: ['cloud', 'help', 'log'], code: 'unknown-command', says: 'Did you mean `lab cloud help logs`?' },
    { args: ['help', 'cloud', 'log'], code: 'unknown-command', says: 'Did you mean `lab help cloud logs`?' },
    { args: ['run', '--spawn-rate', 'fast'], code: 'bad-value', says: 'Enter a number' },
    { args: ['run', '--yes', '--duration', '4'], code: 'bad-value', says: 'from 5 to 7,200' },
    { args: ['run', '--yes', '--processes', '-2'], code: 'bad-value', says: 'from -1 to 256' },
    { args: ['run', '--yes', '--source', '10.0.0.0/8'], code: 'bad-value', says: 'narrower' },
    { args: ['run', '--yes', '--open-to', 'all'], code: 'bad-value', says: '`anyone on the internet`' },
    { args: ['run', '--yes', '--handler', 'app.js'], code: 'bad-value', says: '.py' },
    { args: ['doctor', '--instance-type', 'big'], code: 'bad-value', says: '`c5.xlarge`' },
    { args: ['next', '--source', '10.0.0.0/16', '--yes'], code: 'stray-flag', says: '`--users`' },
    { args: ['next', '--lang', 'fr'], code: 'bad-value', says: '`en`, `ko`' },
    { args: ['next', '--target', 'gcp'], code: 'bad-value', says: '`local`, `aws`' },
    { args: ['next', '--region', 'Seoul'], code: 'bad-value', says: '`ap-northeast-2`' },
    { args: ['next', '--function', ''], code: 'bad-value', says: 'as AWS shows it' },
    { args: ['next', '--profile', ''], code: 'bad-value', says: 'empty' },
    { args: ['cloud', 'start', '--cloud9', 'shut'], code: 'bad-value', says: '`open`, `closed`' },
    { args: ['next', '--users'], code: 'option-missing-argument', says: '--users' },
    { args: ['status', 'now'], code: 'excess-arguments', says: 'arguments' },
    { args: ['next', '--dir', ''], code: 'bad-value', says: 'empty' },
  ])('$args is refused as $code before anything begins', async ({ args, code, says }) => {
    const bench = new Bench()
    const ended = await bench.run(args)
    expect(ended.code).toBe(2)
    expect(ended.stderr).toContain(`[${code}]`)
    expect(ended.stderr).toContain(says)
    expect(ended.stdout).toBe('')
    expect(readdirSync(bench.world)).toEqual([])
  })

  test('is told in Korean where that is the language', async () => {
    const { stderr } = await new Bench().run(['nxt', '--lang', 'ko'])
    expect(stderr).toContain('알 수 없는 명령입니다: nxt')
    expect(stderr).toContain('혹시 `lab next`인가요?')
  })

  test('is a JSON object on stdout for a program', async () => {
    const { code, stdout } = await new Bench().run(['status', '--json', '--lang', 'fr'])
    expect(code).toBe(2)
    expect(JSON.parse(stdout)).toEqual({
      schema: 1,
      error: {
        code: 'bad-value',
        message: '`--lang fr` is not a valid value.',
        why: 'It can be `en`, `ko`.',
        next: null,
      },
    })
  })

  test('has a target other than the one that the lab is bound to', async () => {
    const bench = new Bench()
    await bench.run(['next', '--yes'])
    const { code, stderr } = await bench.run(['next', '--target', 'aws', '--yes'])
    expect(code).toBe(2)
    expect(stderr).toContain('[target-fixed]')
  })

  test('names a folder in which nothing can be written', async () => {
    const bench = new Bench()
    writeFileSync(join(bench.dir, 'file'), '')
    const { code, stderr } = await bench.run(['next', '--yes', '--dir', 'file/lab'])
    expect(code).toBe(1)
    expect(stderr).toContain('file/lab')
    expect(stderr).not.toContain('[defect]')
  })

  test('ends at once where no folder can be made, and says so', needs('linux'), async () => {
    const bench = new Bench()
    for (const command of [
      ['next', '--yes'],
      ['cloud', 'start'],
    ]) {
      const { code, stderr } = await bench.run([...command, '--dir', '/proc/lab/deep'], {}, LAB)
      expect(code).toBe(1)
      expect(stderr).toContain('[folder-not-writable]')
      expect(stderr).toContain('--dir')
    }
  })
})

describe('help', () => {
  test('lists the commands when none is typed, and ends well', async () => {
    const { code, stdout } = await new Bench().run([])
    expect(code).toBe(0)
    for (const name of ['next', 'run', 'status', 'guide', 'check', 'report', 'reset', 'doctor', 'cloud']) {
      expect(stdout).toContain(`  ${name}`)
    }
  })

  test.each([
    { typed: ['help'], flag: ['--help'] },
    { typed: ['help', 'next'], flag: ['next', '--help'] },
    { typed: ['help', 'cloud'], flag: ['cloud', '--help'] },
    { typed: ['help', 'cloud', 'logs'], flag: ['cloud', 'logs', '--help'] },
    { typed: ['cloud', 'help', 'logs'], flag: ['cloud', 'logs', '--help'] },
    { typed: ['help', 'simulate', '--lang', 'ko'], flag: ['simulate', '--help', '--lang', 'ko'] },
  ])('$typed is the same as $flag', async ({ typed, flag }) => {
    const bench = new Bench()
    const ended = await bench.run(typed)
    expect(ended).toMatchObject({ code: 0, stderr: '' })
    expect(ended.stdout).toBe((await bench.run(flag)).stdout)
  })

  test('names every flag that answers a question of a step', async () => {
    const flags = STEP_QUESTIONS.map(({ name }) => flagOf(name))
    const { stdout } = await new Bench().run(['next', '--help'])
    expect(flags.filter((flag) => !stdout.includes(`--${flag} `))).toEqual([])
  })

  test('is Korean where that is the language', async () => {
    const { stdout } = await new Bench().run(['--help'], { LC_ALL: 'ko_KR.UTF-8' })
    expect(stdout).toContain('사용법:')
    expect(stdout).toContain('아직 마치지 않은 첫 단계를 실행합니다')
  })
})
