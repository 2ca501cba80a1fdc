import { expect, it } from 'vitest'
import { sourceOf } from '../../../steps/02-security-group/questions.js'
import { sourceRefusal } from '../../../steps/02-security-group/source.js'

it.each(['203.0.113.7/32', '10.0.0.0/16', '0.0.0.0/0'])('takes %s', (typed) => {
  expect(sourceRefusal(typed)).toBeNull()
})

it.each([
  ['10.0.0.0/8', /narrower/],
  ['203.0.113.7/24', /`203.0.113.0\/24`/],
  ['203.0.113.7', /CIDR/],
  ['::/0', /CIDR/],
  ['anyone', /CIDR/],
])('refuses %s', (typed, why) => {
  expect(sourceRefusal(typed)?.en).toMatch(why)
})

it('opens to everyone only for the phrase', () => {
  const openTo = 'anyone on the internet'
  expect(sourceOf({ source: '0.0.0.0/0', openTo })).toBe('0.0.0.0/0')
  expect(sourceOf({ source: '203.0.113.7/32' })).toBe('203.0.113.7/32')
  expect(() => sourceOf({ source: '0.0.0.0/0' })).toThrow('not confirmed')
  expect(() => sourceOf({ source: '0.0.0.0/0', openTo: 'yes' })).toThrow('not confirmed')
})
