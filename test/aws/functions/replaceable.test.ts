import { expect, test } from 'vitest'
import { deployCode } from '../../../src/aws/functions/code.js'
import { requireFunction } from '../../../src/aws/functions/function.js'
import { beingUpdated, notReplaceable } from '../../../src/aws/functions/replaceable.js'
import { type Stranger, stranger } from './stranger.js'

let other: Stranger

const PLAIN = {
  FunctionName: 'f',
  Runtime: 'python3.12',
  PackageType: 'Zip',
  State: 'Active',
  LastUpdateStatus: 'Successful',
  RevisionId: 'seen',
  Architectures: ['arm64'],
}

/** Somebody's function, as Lambda would tell of it. */
async function functionWith(configuration: object, signing: object = {}): Promise<Stranger> {
  return stranger((asked) => {
    if (asked.startsWith('PUT'))
      return [412, { message: 'The Revision Id provided does not match' }, 'PreconditionFailedException']
    if (asked.includes('code-signing-config')) return [200, { FunctionName: 'f', ...signing }]
    return [200, { Configuration: { ...PLAIN, ...configuration } }]
  })
}

test.each([
  ['a plain one is replaceable', {}, {}, null],
  ['an image is not', { PackageType: 'Image', Runtime: undefined }, {}, 'function-is-an-image'],
  ['another runtime is not', { Runtime: 'nodejs22.x' }, {}, 'function-not-python'],
  [
    'one that failed to be made is not',
    { State: 'Failed', StateReason: 'no role' },
    {},
    'function-not-active',
  ],
  [
    'one that takes signed code is not',
    {},
    { CodeSigningConfigArn: 'arn:aws:lambda:csc-1' },
    'function-code-signed',
  ],
])('%s, and nothing is changed to find out', async (_, configuration, signing, code) => {
  other = await functionWith(configuration, signing)
  const refusal = await notReplaceable(other.cloud, await requireFunction(other.cloud, 'f'))
  expect(refusal?.code ?? null).toBe(code)
  expect(other.asked.filter((asked) => !asked.startsWith('GET'))).toEqual([])
})

test('one that somebody updates just now is waited for by a person, not overwritten', async () => {
  other = await functionWith({ LastUpdateStatus: 'InProgress' })
  expect(beingUpdated(await requireFunction(other.cloud, 'f'))).toMatchObject({ code: 'function-in-update' })
})

test('a deployment over a revision that was not seen is refused by Lambda and explained', async () => {
  other = await functionWith({})
  const live = await requireFunction(other.cloud, 'f')
  expect(live).toMatchObject({ revisionId: 'seen', architectures: ['arm64'] })
  await expect(deployCode(other.cloud, live, new Uint8Array([1]))).rejects.toMatchObject({
    code: 'function-changed',
    why: { en: expect.stringContaining('nothing was overwritten') },
  })
})
