import { dirname, join } from 'node:path'
import * as v from 'valibot'
import { cacheDir } from '../../cloud/saved-settings.js'
import { readOrdinaryFile } from '../../system/ordinary-file.js'
import { replaceFile } from '../../system/durable-file.js'
import { makePrivateFolder } from '../../system/private-file.js'
import type { PriceList } from '../../core/prices/price-list.js'

/** What came of asking the Price List for a Region. */
export type Asked = { readonly at: string; readonly usd: PriceList['usd'] | null }

const ASKED = v.object({
  schema: v.literal(1),
  /** ISO time. */
  at: v.pipe(v.string(), v.isoTimestamp()),
  /** null: it could not be asked. */
  usd: v.nullable(v.record(v.string(), v.pipe(v.number(), v.finite(), v.minValue(0)))),
})

/** null: it was never asked, or what was kept of it is no use. */
export async function readAsked(region: string): Promise<Asked | null> {
  const file = await readOrdinaryFile(pathOf(region), LARGEST)
  const text = file.kind === 'read' ? new TextDecoder().decode(file.bytes) : null
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), ASKED), text)
  return parsed.success ? { at: parsed.output.at, usd: parsed.output.usd } : null
}

/** Shared by all labs of this user. */
export async function keepAsked(region: string, asked: Asked): Promise<void> {
  const path = pathOf(region)
  await makePrivateFolder(dirname(path))
  await replaceFile(path, JSON.stringify({ schema: 1, ...asked }), { writers: 'many' })
}

/** One is two kilobytes. */
const LARGEST = 100_000

const pathOf = (region: string): string => join(cacheDir(), 'prices', `${region}.json`)
