import { describe, expect, it } from 'vitest'
import { cpuMs } from '../../processes/cpu-time.js'
import { matchesWildcard } from '../../../src/cloud/ec2/wildcard.js'

describe('matchesWildcard', () => {
  it.each([
    ['serverless-*', 'serverless-app-vpc', true],
    ['*-vpc', 'serverless-app-vpc', true],
    ['*app*', 'serverless-app-vpc', true],
    ['vpc', 'serverless-app-vpc', false],
    ['a?c', 'abc', true],
    ['a?c', 'ac', false],
    ['**', '', true],
    ['', '', true],
    ['', 'a', false],
    ['a*b*c', 'a-b-b-c', true],
    ['a*b*c', 'a-c-b', false],
    [String.raw`10\*`, '10*', true],
    [String.raw`10\*`, '100', false],
    ['a.c', 'abc', false],
    ['줄\n*', '줄\n바꿈', true],
  ])('%j on %j is %j', (pattern, text, expected) => {
    expect(matchesWildcard(pattern, text)).toBe(expected)
  })

  it('answers at once for a pattern that a regular expression would take years for', async () => {
    const pattern = `${'*a'.repeat(100)}b`
    const spent = await cpuMs(() => expect(matchesWildcard(pattern, 'a'.repeat(1000))).toBe(false))
    expect(spent).toBeLessThan(1000)
  })
})
