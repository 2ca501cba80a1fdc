import stringWidth from 'fast-string-width'
import { describe, expect, test } from 'vitest'
import { LabError } from '../../src/core/errors.js'
import type { Plan } from '../../src/core/plan.js'
import { verbatim } from '../../src/system/text.js'
import { message } from '../../src/ui/message.js'
import { layout, PIPED, text } from './layout.js'

const plan: Plan = {
  items: [
    { op: 'exists', what: verbatim('VPC') },
    { op: 'create', what: verbatim('rule') },
    { op: 'change', what: verbatim('code') },
    { op: 'run', what: verbatim('pip3 install locust') },
    { op: 'keep', what: verbatim('environment') },
  ],
  warnings: [text('It has no login.')],
  shows: [],
  cost: text('USD 1 an hour'),
}

describe('a plan', () => {
  test('has a sign for each thing that happens, and for what is not ours', () => {
    expect(message({ kind: 'plan', plan }, PIPED)).toEqual([
      '',
      'Plan',
      '  =         VPC (already there, not created by the lab)',
      '  + create  rule',
      '  ~ change  code',
      '  > run     pip3 install locust',
      '  = keep    environment',
      '',
      '! It has no login.',
      '',
      'Cost  USD 1 an hour',
    ])
  })

  test.each([
    { lang: 'en', said: 'Read first: lab guide load-test-1' },
    { lang: 'ko', said: '먼저 읽어 보세요: lab guide load-test-1' },
  ] as const)('names the lesson of its step: $said', ({ lang, said }) => {
    const told = message({ kind: 'plan', plan, lesson: 'load-test-1' }, layout(80, lang))
    expect(told.slice(-2)).toEqual(['', said])
  })

  test('says of a reset what is deleted and what is restored', () => {
    const items = [
      { op: 'restore', what: verbatim('code') },
      { op: 'delete', what: verbatim('rule') },
    ] as const
    const told = { kind: 'plan', plan: { items, warnings: [], shows: [], cost: null } } as const
    expect(message(told, PIPED)).toEqual(['', 'Plan', '  ~ restore  code', '  - delete   rule'])
  })
})

test('two commands to type next stand on two lines, what they do in one column', () => {
  const told = {
    kind: 'next',
    command: 'lab reset load',
    why: text('undoes the step'),
    also: { command: 'lab next', why: text('then runs it again') },
  } as const
  expect(message(told, layout(80))).toEqual([
    '',
    '→ lab reset load   undoes the step',
    '→ lab next         then runs it again',
  ])
})

describe('an error', () => {
  const error = new LabError({
    code: 'locked',
    what: text('Another command is running.', '다른 명령이 실행 중입니다.'),
    why: text('It is `lab run`.', '`lab run`입니다.'),
    next: text('Wait until it ends.', '끝날 때까지 기다리세요.'),
  })

  test('says what happened, why, and what to do next', () => {
    expect(message({ kind: 'failure', error }, PIPED)).toEqual([
      '',
      '✗ Another command is running. [locked]',
      '  It is `lab run`.',
      '→ Wait until it ends.',
    ])
  })

  test('colors code instead of quoting it, where there are colors', () => {
    const lines = message({ kind: 'failure', error }, layout(80, 'en', true))
    expect(lines.join('\n')).toContain('\u001B[36mlab run\u001B[39m')
  })

  test('stays within 80 columns in Korean', () => {
    const sentence = '그곳에 만든 리소스는 다른 계정에 있으므로 이 명령은 아무것도 변경하지 않았습니다. '
    const lines = message({ kind: 'warning', text: text('', sentence.repeat(3)) }, layout(80, 'ko'))
    expect(lines.length).toBeGreaterThan(2)
    expect(Math.max(...lines.map((line) => stringWidth(line)))).toBeLessThanOrEqual(80)
  })
})
