import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const css = readFileSync(new URL('../../../src/report/html/page/base.css', import.meta.url), 'utf8')
const themes = {
  light: colorsIn(/^:root \{([^}]+)\}/m),
  dark: colorsIn(/data-theme='dark'\] \{([^}]+)\}/),
}

/** WCAG 2.2, AA: text, and the lines of charts. */
const PAIRS = [
  ...['ink', 'soft', 'good', 'bad'].flatMap((text) => [
    [text, 'paper', 4.5] as const,
    [text, 'card', 4.5] as const,
  ]),
  ['bad', 'bad-paper', 4.5] as const,
  ...['users', 'offered', 'served', 'failed', 'limit', 'predicted', 'concurrency', 'tail'].map(
    (line) => [line, 'paper', 3] as const,
  ),
]

test.for(Object.entries(themes))('in the %s theme text and lines stand out enough', ([, colors]) => {
  for (const [front, back, least] of PAIRS)
    expect(contrast(colors.get(front), colors.get(back)), `${front} on ${back}`).toBeGreaterThanOrEqual(least)
})

function colorsIn(block: RegExp): ReadonlyMap<string, string> {
  const [, rules = ''] = block.exec(css) ?? []
  return new Map(
    [...rules.matchAll(/--([a-z-]+): (#[0-9a-f]{6})/g)].map(([, name = '', hex = '']) => [name, hex]),
  )
}

function contrast(one = '#000000', two = '#000000'): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(two)].sort((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
