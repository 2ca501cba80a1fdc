import stringWidth from 'fast-string-width'
import { describe, expect, test } from 'vitest'
import { verbatim } from '../../src/system/text.js'
import { shown } from '../../src/ui/shown.js'
import { layout, PIPED, text } from './layout.js'

const REPORT =
  'REPORT RequestId: 6f9c2a1e-8a9b-4c55-b1f0-0d4cf4d5b6aa\tDuration: 701.73 ms\tBilled Duration: 702 ms\tMemory Size: 128 MB\tMax Memory Used: 72 MB\tInit Duration: 1.76 ms'

describe('a table', () => {
  const table = {
    kind: 'table',
    title: text('Both', '두 테스트'),
    head: [verbatim(''), text('before', '이전'), text('after', '이후')],
    rows: [
      [text('throttles', '스로틀'), verbatim('1,224'), verbatim('0')],
      [text('duration', '함수 실행 시간'), verbatim('701.7 ms'), verbatim('7.7 ms')],
    ],
  } as const

  test('puts figures under each other by their last digit', () => {
    expect(shown(table, PIPED)).toEqual([
      'Both',
      '               before   after',
      '  ─────────  ────────  ──────',
      '  throttles     1,224       0',
      '  duration   701.7 ms  7.7 ms',
    ])
  })

  test('counts a Hangul syllable as two columns', () => {
    const [, head = '', rule = '', ...rows] = shown(table, layout(80, 'ko'))
    const widths = [head, rule, ...rows].map((line) => stringWidth(line))
    expect(new Set(widths).size).toBe(1)
  })

  test('breaks its widest cells where the layout is too narrow, and stays within it', () => {
    const long = text('a sentence that is far too long for a layout this narrow')
    const lines = shown({ kind: 'table', title: null, head: [], rows: [[verbatim('1'), long]] }, layout(30))
    expect(lines.length).toBeGreaterThan(1)
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(30)
    expect(lines.join(' ').replaceAll(/\s+/g, ' ')).toContain(long.en)
  })
})

describe('a log', () => {
  test('keeps the fields of a REPORT line whole', () => {
    const lines = shown({ kind: 'log', title: verbatim('Test'), lines: [REPORT] }, layout(80))
    expect(lines.length).toBeGreaterThan(2)
    for (const field of REPORT.split('\t')) expect(lines.some((line) => line.includes(field))).toBe(true)
  })

  test('picks out how long the invoke took, and not the other durations', () => {
    const [, line = ''] = shown(
      { kind: 'log', title: verbatim('Test'), lines: [REPORT] },
      layout(400, 'en', true),
    )
    expect(line.split('\u001B[1m').slice(1)).toEqual([expect.stringMatching(/^Duration: 701.73 ms/)])
  })
})

describe('a diff', () => {
  const before = 'import json\n\n\ndef handler():\n    secret = read()\n    return answer(secret)\n'
  const after = 'import json\n\nsecret = read()\n\n\ndef handler():\n    return answer(secret)\n'
  const lines = shown({ kind: 'diff', title: verbatim('handler.py'), before, after }, PIPED)

  test('says what comes and goes also without color', () => {
    expect(lines).toContain('  +secret = read()')
    expect(lines).toContain('  -    secret = read()')
    expect(lines).toContain('       return answer(secret)')
  })

  test('continues a long line within its own indentation', () => {
    const code = `    connect(${'host=RDS_PROXY_HOST, '.repeat(8)})\n`
    const [, , first = '', second = ''] = shown(
      { kind: 'diff', title: verbatim('handler.py'), before: '', after: code },
      layout(80),
    )
    expect(first).toMatch(/^ {2}\+ {4}connect/)
    expect(second).toMatch(/^ {7}host/)
  })
})

test.each(['en', 'ko'] as const)('a title that is longer than the screen goes on below (%s)', (lang) => {
  const title = text(
    'load-test-1: Expected result (simulated from the test invocations, before the load starts)',
    'load-test-1: 예상 결과(부하 시작 전, 테스트 호출 값으로 시뮬레이션한 값이며 측정한 값이 아님)',
  )
  const lines = shown({ kind: 'facts', title, facts: [] }, layout(60, lang))
  expect(lines.length).toBeGreaterThan(1)
  expect(lines.filter((line) => stringWidth(line) > 60)).toEqual([])
  expect(lines.join(' ')).toBe(title[lang])
})

describe('facts', () => {
  test('have their values in one column, by display width', () => {
    const facts = [
      { name: text('Rule', '규칙'), value: verbatim('TCP 8089') },
      { name: text('Locust page', 'Locust 페이지'), value: verbatim('http://127.9.0.1:8089') },
    ]
    expect(shown({ kind: 'facts', title: null, facts }, layout(80, 'ko'))).toEqual([
      '  규칙           TCP 8089',
      '  Locust 페이지  http://127.9.0.1:8089',
    ])
  })

  test('put a value under a name that would push all others aside', () => {
    const name = verbatim('a name that is much longer than the name of any other fact on this layout')
    const facts = [
      { name, value: verbatim('1') },
      { name: verbatim('short'), value: verbatim('2') },
    ]
    expect(shown({ kind: 'facts', title: null, facts }, layout(100))).toEqual([
      `  ${name.en}`,
      '    1',
      '  short  2',
    ])
  })
})
