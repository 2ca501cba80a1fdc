import { expect, test } from 'vitest'
import { keepJournal } from '../../../src/core/state/journal.js'
import { recordWritten } from '../../../src/core/state/transitions.js'
import type { LabState } from '../../../src/core/state.js'
import { sampleState } from '../samples.js'

test('changes that are asked for at once follow one another, and none is lost', async () => {
  const saved: LabState[] = []
  const journal = keepJournal(sampleState({ serial: 0, records: {} }), async (state) => {
    await Promise.resolve()
    saved.push(state)
  })
  const steps = ['a', 'b', 'c']
  await Promise.all(steps.map((step) => journal.write((state) => recordWritten(state, step, { step }))))
  expect(saved.map(({ serial }) => serial)).toEqual([1, 2, 3])
  expect(Object.keys(journal.now().records)).toEqual(steps)
})

test('a change that could not be saved is not there, and does not stop the next', async () => {
  let full = true
  const journal = keepJournal(sampleState({ records: {} }), async () => {
    if (full) throw new Error('the disk is full')
  })
  await expect(journal.write((state) => recordWritten(state, 'a', {}))).rejects.toThrow('the disk is full')
  expect(journal.now()).toEqual(sampleState({ records: {} }))
  full = false
  await journal.write((state) => recordWritten(state, 'b', {}))
  expect(journal.now()).toMatchObject({ serial: 8, records: { b: {} } })
})
