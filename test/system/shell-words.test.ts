import { execFileSync } from 'node:child_process'
import * as fc from '../run/property.js'
import { expect, test } from 'vitest'
import { shellQuoted, shellWord } from '../../src/system/shell-words.js'

test('a path that needs no quotation marks has none', () => {
  expect(shellWord('/home/u/my-lab/.lab/state.json')).toBe('/home/u/my-lab/.lab/state.json')
})

test('a shell reads every word as the text that it was made of', () => {
  const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
  const texts = [...fc.sample(text, { numRuns: 50, seed: 1 }), "it's", '$HOME', '`id`', 'a b', '*', '"', '\n']
  for (const word of [shellWord, shellQuoted]) {
    const read = execFileSync('sh', ['-c', `printf '%s\\0' ${texts.map(word).join(' ')}`], {
      encoding: 'utf8',
    })
    expect(read.split('\0').slice(0, -1)).toEqual(texts)
  }
})
