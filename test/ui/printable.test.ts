import { describe, expect, test } from 'vitest'
import { LabError } from '../../src/core/errors.js'
import type { Message } from '../../src/core/user-interface.js'
import type { Shown } from '../../src/core/plan.js'
import { verbatim } from '../../src/system/text.js'
import { message } from '../../src/ui/message.js'
import { layout } from './layout.js'

const ESC = '\u001B'
/** Conceals; returns to the line's start; clears; writes the clipboard; the same as one byte; turns the direction round. */
const FOREIGN = `a${ESC}[8mb\rc${ESC}[2Jd${ESC}]52;c;cm0=\u0007e\u009B8mf\u202Eg\u2066h`
const SEEN = 'a�[8mb�c�[2Jd�]52;c;cm0=�e�8mf�g�h'

const shown = (what: Shown): Message => ({ kind: 'shown', shown: what })
const [foreign, title] = [verbatim(FOREIGN), verbatim('title')]
const error = new LabError({ code: FOREIGN, what: foreign, why: foreign, next: foreign })

describe('text from outside', () => {
  test.each<[string, Message, number]>([
    ['code', shown({ kind: 'diff', title, before: `${FOREIGN}\n`, after: `${FOREIGN}, new\n` }), 2],
    ['a log', shown({ kind: 'log', title: foreign, lines: [FOREIGN, `REPORT ${FOREIGN}`] }), 3],
    ['facts', shown({ kind: 'facts', title, facts: [{ name: foreign, value: foreign }] }), 2],
    ['a table', shown({ kind: 'table', title, head: [foreign], rows: [[foreign]] }), 2],
    ['an error', { kind: 'failure', error }, 4],
    ['a warning', { kind: 'warning', text: foreign }, 1],
    ['a command to type', { kind: 'next', command: FOREIGN, why: foreign }, 2],
  ])('cannot command the terminal from %s, and shows that it would have', (_, told, times) => {
    const drawn = message(told, layout(400)).join('\n')
    expect(drawn.split(SEEN).length - 1).toBe(times)
    expect(drawn).not.toMatch(/[^\P{Cc}\n]|[\u202A-\u202E\u2066-\u2069]/u)
  })

  test('keeps its tabs, its lines and its Korean, and is colored as any other', () => {
    const text = verbatim(`한국어\t\`${ESC}[2J\`\n다음`)
    const [, first, second] = message({ kind: 'note', text }, layout(80, 'ko', true))
    expect(first).toContain(`한국어\t${ESC}[36m�[2J${ESC}[39m`)
    expect(second).toContain('다음')
  })
})
