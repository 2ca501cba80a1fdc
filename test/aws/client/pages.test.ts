import { expect, test } from 'vitest'
import { everyItem, pages } from '../../../src/aws/client/pages.js'

const LISTED: Readonly<Record<string, { readonly names: readonly string[]; readonly next?: string }>> = {
  first: { names: ['a', 'b'], next: 'second' },
  second: { names: [], next: 'third' },
  third: { names: ['c'], next: '' },
}

/** The list, and which of its pages were asked for. */
function listing() {
  const asked: string[] = []
  const all = pages(
    async (token) => {
      asked.push(token ?? 'first')
      return LISTED[token ?? 'first']
    },
    (page) => page?.next,
  )
  return { asked, all }
}

test('what every page lists is read in order, also past an empty page', async () => {
  const { asked, all } = listing()
  expect(await everyItem(all, (page) => page?.names)).toEqual(['a', 'b', 'c'])
  expect(asked).toEqual(['first', 'second', 'third'])
})

test('no page is asked for that nobody reads', async () => {
  const { asked, all } = listing()
  for await (const page of all) if (page?.names.includes('a')) break
  expect(asked).toEqual(['first'])
})

test('a service that answers the same token again is not asked for ever', async () => {
  let times = 0
  const all = pages(
    async () => ({ names: [(times += 1)] }),
    () => 'again',
  )
  expect(await everyItem(all, ({ names }) => names)).toEqual([1, 2])
})
