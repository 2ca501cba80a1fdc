/**
 * A list's pages, one after another; the next is asked for only when it is wanted. `ask` is given the token of a page, undefined for the
 * first; `next` reads the following one's token from an answer. A service that repeats a token has no more to tell.
 */
export async function* pages<Page>(
  ask: (token: string | undefined) => Promise<Page>,
  next: (page: Page) => string | undefined,
): AsyncGenerator<Page, void, undefined> {
  let token: string | undefined
  do {
    const page = await ask(token)
    yield page
    const following = next(page)
    token = following === token ? undefined : following
  } while (token !== undefined && token !== '')
}

/** What all pages list. */
export async function everyItem<Page, Item>(
  all: AsyncIterable<Page>,
  items: (page: Page) => readonly Item[] | undefined,
): Promise<Item[]> {
  const found: Item[] = []
  for await (const page of all) found.push(...(items(page) ?? []))
  return found
}
