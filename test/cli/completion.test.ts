import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { flagOf } from '../../src/core/question.js'
import { STEP_QUESTIONS } from '../../steps/questions.js'
import { needs } from '../run/needs.js'
import { Bench, LAB } from './lab-process.js'

const TAB = '\t'
let folder = ''
const script = (shell: string) => join(folder, `lab.${shell}`)

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lab-completion-'))
  for (const shell of ['bash', 'zsh', 'fish']) {
    writeFileSync(script(shell), execFileSync(process.execPath, [LAB, 'completion', shell]))
  }
  return () => rmSync(folder, { recursive: true })
})

/** Line, up to where Tab is pressed, and all that is offered there. */
const LINES = [
  { line: 'lab cloud l', offers: ['logs'] },
  { line: 'lab cl', offers: ['cloud'] },
  { line: 'lab guide code', offers: ['code-optimization'] },
  { line: 'lab --dir elsewhere reset load', offers: ['load-test-1', 'load-test-2'] },
  { line: 'lab help cloud st', offers: ['start', 'stop', 'status'] },
  { line: 'lab next --users 5 --tar', offers: ['--target'] },
  { line: 'lab next --target ', offers: ['local', 'aws'] },
  { line: 'lab next --host c', offers: ['cloud9'] },
  { line: 'lab simulate --code o', offers: ['original', 'optimized'] },
  { line: 'lab cloud env --shell fi', offers: ['fish'] },
  { line: 'lab completion z', offers: ['zsh'] },
  { line: 'lab status --us', offers: [] },
]

describe('the completion of bash', () => {
  test.each(LINES)('offers $offers after `$line`', ({ line, offers }) => {
    expect(inBash(line)).toEqual(offers)
  })

  test('takes a value after = as after a space, though bash makes three words of it', () => {
    expect(inBash('lab next --target=a')).toEqual(['aws'])
    expect(inBash('lab next --lang=ko --users=5 --prov')).toEqual(['--provisioned'])
  })

  test('offers files where a flag takes one', () => {
    expect(inBash('lab next --handler lab.b')).toEqual(['lab.bash'])
  })

  test('has every flag of every command that its help has, and no other', async () => {
    for (const command of ['next', 'simulate', 'cloud start', 'reset']) {
      const { stdout } = await new Bench().run([...command.split(' '), '--help'], {}, LAB)
      const flags = [...stdout.matchAll(/^ +(?:-\w, )?(--[\w-]+)/gm)].map(([, flag = '']) => flag)
      const offered = inBash(`lab ${command} --`)
      expect(flags.length).toBeGreaterThan(8)
      expect([...offered].sort()).toEqual([...new Set(flags)].filter((flag) => flag !== '--version').sort())
    }
    expect(inBash('lab next --')).toEqual(
      expect.arrayContaining(STEP_QUESTIONS.map(({ name }) => `--${flagOf(name)}`)),
    )
  })
})

test.each(LINES)('fish offers $offers after `$line`', needs('fish'), ({ line, offers }) => {
  const asked = ['--no-config', '-c', `source ${script('fish')}; complete -C '${line}'`]
  const printed = execFileSync('fish', asked, { encoding: 'utf8', env: { ...process.env, HOME: folder } })
  const found = printed.split('\n').flatMap((row) => row.split('\t')[0] || [])
  expect(found.sort()).toEqual([...offers].sort())
})

test('zsh completes commands, steps, flags and their values', needs('zsh', 'terminal'), async () => {
  const zsh = new Bench().shellAtTerminal(['zsh', '-f', '-i'])
  zsh.type(`autoload -Uz compinit && compinit -u -D && source ${script('zsh')} && echo rea''dy\n`)
  await zsh.screen.shows('ready')
  for (const [typed, completed] of [
    [`lab cloud lo${TAB}`, 'lab cloud logs'],
    [`lab guide code${TAB}`, 'lab guide code-optimization'],
    [`lab next --users 5 --tar${TAB}`, 'lab next --users 5 --target'],
    [`lab next --target=a${TAB}`, 'lab next --target=aws'],
    [`lab next --host clo${TAB}`, 'lab next --host cloud9'],
    [`lab simulate --code or${TAB}`, 'lab simulate --code original'],
    // Several: they are listed with what they do.
    [`lab cloud st${TAB}`, 'its data is kept'],
  ] as const) {
    zsh.type(typed)
    await zsh.screen.shows(completed)
    zsh.type('\u0015')
  }
  zsh.type('exit\n')
  expect(await zsh.ended).toBe(0)
})

test('is of the shell that somebody works in unless another is named, and says which there are', async () => {
  const bench = new Bench()
  expect((await bench.run(['completion'], { SHELL: '/usr/local/bin/fish' })).stdout).toContain(
    'complete -c lab',
  )
  expect((await bench.run(['completion'], { SHELL: '/bin/zsh', LANG: 'ko_KR.UTF-8' })).stdout).toContain(
    '남은 단계를 모두 실행합니다',
  )
  const { code, stderr } = await bench.run(['completion', 'bahs'])
  expect(code).toBe(2)
  expect(stderr).toContain('`bash`, `zsh`, `fish`')
  expect(stderr).toContain('Did you mean `lab completion bash`?')
})

/** What bash's readline would be offered: it calls the function with the words as bash divides them. */
function inBash(line: string): readonly string[] {
  const words = line.replaceAll('=', ' = ').split(/ +/)
  const ask = `source "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _lab; printf '%s\\n' "\${COMPREPLY[@]}"`
  const printed = execFileSync('bash', ['--norc', '-c', ask, 'bash', script('bash'), ...words], {
    encoding: 'utf8',
    cwd: folder,
  })
  return printed.split('\n').filter((word) => word !== '')
}
