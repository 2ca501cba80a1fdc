import { expect, it } from 'vitest'
import { cidrOf, sourceRefusal } from '../../../steps/02-security-group/source.js'

it.each(['203.0.113.7/32', '10.0.0.0/16', 'anyone on the internet'])('takes %s', (typed) => {
  expect(sourceRefusal(typed)).toBeNull()
})

it.each([
  ['0.0.0.0/0', /type `anyone on the internet`/],
  ['10.0.0.0/8', /narrower/],
  ['203.0.113.7/24', /`203.0.113.0\/24`/],
  ['203.0.113.7', /CIDR/],
  ['::/0', /CIDR/],
  ['anyone', /CIDR/],
])('refuses %s', (typed, why) => {
  expect(sourceRefusal(typed)?.en).toMatch(why)
})

it('opens to everyone only for the phrase', () => {
  expect(cidrOf('anyone on the internet')).toBe('0.0.0.0/0')
  expect(cidrOf('203.0.113.7/32')).toBe('203.0.113.7/32')
})
