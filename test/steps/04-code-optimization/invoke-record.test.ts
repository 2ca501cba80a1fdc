import { expect, test } from 'vitest'
import { ratioShown } from '../../../steps/04-code-optimization/invoke-record.js'

test('code that became shorter, longer or stayed as long is told as that, in both languages', () => {
  expect(said(700, 7)).toEqual([
    'The test invocation became 100 times shorter: at that duration the same requests need 1/100 of the concurrency.',
    expect.stringContaining('100분의 1로 줄었습니다'),
  ])
  expect(said(10, 200)).toEqual([
    'The test invocation became 20 times as long: at that duration the same requests need 20 times the concurrency.',
    expect.stringContaining('20배로 늘었습니다'),
  ])
  expect(said(200, 203)).toEqual([
    'The test invocations took about as long before and after the change.',
    expect.stringContaining('거의 같습니다'),
  ])
})

test('of code of which one duration is not known, no change is told', () => {
  expect(ratioShown({ before: null, after: { durationMs: 7, line: '' } })).toEqual([])
})

function said(before: number, after: number): readonly string[] {
  const [shown] = ratioShown({
    before: { durationMs: before, line: '' },
    after: { durationMs: after, line: '' },
  })
  return shown?.kind === 'text' ? [shown.text.en, shown.text.ko] : []
}
