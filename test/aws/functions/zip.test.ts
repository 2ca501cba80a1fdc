import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import { unzip, zip, type ZippedFile } from '../../../src/aws/functions/zip.js'
import { HOSTILE_ZIPS, manyEntries, ODD_ZIP } from '../../deployment-package/hostile-zips.js'

const file = (text: string, mode = 0o644): ZippedFile => ({ content: new TextEncoder().encode(text), mode })
const files = new Map([
  ['lambda_function.py', file('print("안녕")\n')],
  ['bin/run', file('#!/bin/sh\n', 0o755)],
  ['empty.txt', file('')],
])

it('gives back what went in, permissions included', async () => {
  const back = await unzip(await zip(files))
  expect([...back.keys()].toSorted()).toEqual([...files.keys()].toSorted())
  for (const [path, { content, mode }] of files) {
    expect(Buffer.from(back.get(path)?.content ?? [])).toEqual(Buffer.from(content))
    expect(back.get(path)?.mode).toBe(mode)
  }
})

it('gives the same bytes in any order, and always has', async () => {
  const reversed = new Map([...files].toReversed())
  const [one, other] = [await zip(files), await zip(reversed)]
  expect(Buffer.from(one)).toEqual(Buffer.from(other))
  // A hash in somebody's ledger must still be found by a later version of the lab, on any machine.
  const sha256 = createHash('sha256').update(one).digest('base64')
  expect(sha256).toBe('nrkAqvOzkCG5Btm4sbpBk1rLjiuFwP5MLp0qMW9kiE0=')
})

it('refuses what becomes larger than Lambda allows, whatever it says of itself', async () => {
  const zeros = await zip(new Map([['zeros', { content: new Uint8Array(20 << 20), mode: 0o644 }]]))
  const told = Buffer.from(zeros)
  const entry = told.indexOf(Buffer.from('PK\u0001\u0002', 'latin1'))
  told.writeUInt32LE(300 << 20, entry + 24)
  await expect(unzip(told)).rejects.toMatchObject({
    code: 'code-not-a-zip',
    why: { en: expect.stringContaining('larger') },
  })
  told.writeUInt32LE(1_000, entry + 24)
  await expect(unzip(told)).rejects.toMatchObject({ code: 'code-not-a-zip' })
})

it.each(HOSTILE_ZIPS)(
  'refuses a package with an entry that %s, and names the entry',
  async (_, bytes, name) => {
    const why = expect.stringContaining(JSON.stringify(name).slice(0, -1))
    await expect(unzip(bytes)).rejects.toMatchObject({
      code: 'code-entry-refused',
      why: { en: why, ko: why },
    })
  },
)

it('takes every file of a package with odd names that are clear', async () => {
  const found = [...(await unzip(ODD_ZIP))].map(([path, { content, mode }]) => [
    path,
    new TextDecoder().decode(content),
    mode,
  ])
  expect(found).toEqual([
    ['lambda_function.py', 'one', 0o644],
    ['package/module.py', 'two', 0o755],
    ['...', 'three', 0o644],
    ['한글 이름.txt', 'four', 0o644],
  ])
})

it('refuses a package of more files than anybody deploys', async () => {
  await expect(unzip(manyEntries(50_001))).rejects.toMatchObject({
    code: 'code-not-a-zip',
    why: { en: expect.stringContaining('50000') },
  })
})

it('refuses what is no zip', async () => {
  await expect(unzip(new TextEncoder().encode('not a zip'))).rejects.toMatchObject({ code: 'code-not-a-zip' })
  const cut = (await zip(files)).slice(0, 60)
  await expect(unzip(cut)).rejects.toMatchObject({ code: 'code-not-a-zip' })
})
