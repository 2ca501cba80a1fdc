import { readdirSync, readFileSync } from 'node:fs'
import { stripVTControlCharacters } from 'node:util'
import stringWidth from 'fast-string-width'
import { describe, expect, test } from 'vitest'
import { markdown } from '../../src/ui/markdown/markdown.js'
import { layout } from './layout.js'

describe('a lesson in a terminal', () => {
  test('has headings, lists, code, tables and quotes, each in its own form', () => {
    const source = [
      '# Title',
      'A *calm* sentence with `code`\nover two lines & a [link](https://aws.amazon.com/).',
      '- one\n- two\n  1. inner',
      '```sh\nlab next\n```',
      '| a | b |\n|---|---|\n| x | 1 |',
      '> quoted',
    ].join('\n\n')
    expect(markdown(source, layout(80))).toEqual([
      'Title',
      '',
      'A calm sentence with `code` over two lines & a link (https://aws.amazon.com/).',
      '',
      '• one',
      '• two',
      '  1. inner',
      '',
      '│ lab next',
      '',
      'a  b',
      '─  ─',
      'x  1',
      '',
      '┃ quoted',
    ])
  })

  test('is no wider than 100 columns, however wide the terminal', () => {
    const lines = markdown('word '.repeat(100), layout(200))
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(100)
  })

  const lessons = readdirSync('steps', { recursive: true, encoding: 'utf8' })

  test.each(lessons.filter((file) => file.endsWith('.md')))(
    '%s fits 80 columns and leaves no markup behind',
    (file) => {
      const drawn = markdown(readFileSync(`steps/${file}`, 'utf8'), layout(80, 'en', true))
      const lines = drawn.map((line) => stripVTControlCharacters(line))
      expect(Math.max(...lines.map((line) => stringWidth(line)))).toBeLessThanOrEqual(80)
      expect(lines.filter((line) => /\*\*|^#|^```|^> |&[a-z]+;/.test(line))).toEqual([])
    },
  )
})
