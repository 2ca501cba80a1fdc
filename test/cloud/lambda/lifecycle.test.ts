import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Lifecycle } from '../../../src/cloud/lambda/functions/lifecycle.js'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

const slowlySaved = async () => new Promise<void>((resolve) => setTimeout(resolve, 60_000))

test('a change is under way until it is saved and answered, however slow the disk is', async () => {
  const lifecycle = new Lifecycle('none')
  const settled = vi.fn()
  const answer = lifecycle.during('slow', 'updating', slowlySaved(), settled)
  await vi.advanceTimersByTimeAsync(60_000)
  await answer
  expect(lifecycle.of('slow')).toBe('updating')
  expect(settled).not.toHaveBeenCalled()
  await vi.advanceTimersByTimeAsync(1_000)
  expect(lifecycle.of('slow')).toBe(null)
  expect(settled).toHaveBeenCalledOnce()
})

test('a function that is deleted while its change is being saved is settled no more', async () => {
  const lifecycle = new Lifecycle('none')
  const settled = vi.fn()
  const answer = lifecycle.during('gone', 'creating', slowlySaved(), settled)
  lifecycle.forget('gone')
  await vi.advanceTimersByTimeAsync(120_000)
  await answer
  expect(settled).not.toHaveBeenCalled()
})
