import { CreateFunctionCommand } from '@aws-sdk/client-lambda'
import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { deflateRawSync } from 'node:zlib'
import { beforeAll, expect, test } from 'vitest'
import { unpack } from '../../../src/cloud/lambda/functions/unpack.js'
import { HOSTILE_ZIPS, manyEntries, ODD_ZIP } from '../../deployment-package/hostile-zips.js'
import { type LambdaFixture, startLambda } from './lambda-fixture.js'
import { zipOf } from './zip.js'

let fixture: LambdaFixture
beforeAll(async () => {
  fixture = await startLambda()
  return async () => fixture.stop()
})

const notAZip = 'Could not unzip uploaded file. Please check your file, then try to upload again.'

const nothingUnpacked = async () =>
  expect(await readdir(join(fixture.settings.dir, 'lambda', 'code'))).toEqual([])

test.each(HOSTILE_ZIPS)(
  'a zip with an entry that %s is refused by that name, and leaves nothing behind',
  async (_, zip, name) => {
    await expect(create('hostile', zip)).rejects.toMatchObject({
      name: 'InvalidParameterValueException',
      message: expect.stringContaining(`${notAZip} ${JSON.stringify(name).slice(0, -1)}`),
    })
    await nothingUnpacked()
    expect(existsSync('/tmp/lab-escaped.py')).toBe(false)
    expect(existsSync(join(fixture.settings.dir, 'lambda', 'escaped.py'))).toBe(false)
  },
)

test('a zip with odd names that are clear is unpacked, every file of it', async () => {
  const folder = join(fixture.settings.dir, 'odd')
  await unpack(ODD_ZIP, folder)
  const found = await readdir(folder, { recursive: true })
  expect(found.toSorted()).toEqual(
    ['...', 'empty', 'lambda_function.py', 'package', 'package/module.py', '한글 이름.txt'].toSorted(),
  )
  expect(await readFile(join(folder, 'package/module.py'), 'utf8')).toBe('two')
})

test('what is no zip, or a damaged one, is refused, and leaves nothing behind', async () => {
  const good = await zipOf({ 'lambda_function.py': 'x = 1' })
  const cases: Readonly<Record<string, Uint8Array>> = {
    text: Buffer.from('hello'),
    half: good.subarray(0, good.length / 2),
    damaged: Buffer.from(good.map((byte, at) => (at > 30 && at < 60 ? byte ^ 0xff : byte))),
  }
  for (const [name, zip] of Object.entries(cases)) {
    await expect(create(name, zip)).rejects.toMatchObject({
      name: 'InvalidParameterValueException',
      message: notAZip,
    })
  }
  await expect(create('empty', await zipOf({}))).rejects.toMatchObject({
    message: 'Uploaded file must be a non-empty zip',
  })
  await nothingUnpacked()
})

test('a zip that is too large, or whose files become larger than it says, is refused', async () => {
  await expect(create('bomb', bomb(1 << 20, 300 << 20))).rejects.toMatchObject({
    name: 'InvalidParameterValueException',
    message: 'Unzipped size must be smaller than 262144000 bytes',
  })
  await expect(create('liar', bomb(1 << 20, 1_000))).rejects.toMatchObject({ message: notAZip })
  await expect(create('large', Buffer.alloc(52_428_801))).rejects.toMatchObject({
    name: 'RequestEntityTooLargeException',
    $metadata: { httpStatusCode: 413 },
  })
})

test('a zip of too many files is refused, and leaves nothing behind', async () => {
  const folder = join(fixture.settings.dir, 'hostile')
  await expect(unpack(manyEntries(50_001), folder)).rejects.toMatchObject({ message: notAZip })
  expect(existsSync(folder)).toBe(false)
})

async function create(FunctionName: string, ZipFile: Uint8Array) {
  return await fixture.client.send(
    new CreateFunctionCommand({
      FunctionName,
      Runtime: 'python3.12',
      Role: 'arn:aws:iam::123456789012:role/lambda',
      Handler: 'lambda_function.lambda_handler',
      Code: { ZipFile },
    }),
  )
}

/** A zip of one file of zeros; `told`: what it says that its size is. */
function bomb(size: number, told: number): Buffer {
  const data = deflateRawSync(Buffer.alloc(size), { level: 9 })
  const name = Buffer.from('zeros')
  const common = Buffer.alloc(26)
  common.writeUInt16LE(20, 0)
  common.writeUInt16LE(8, 4)
  common.writeUInt32LE(data.length, 14)
  common.writeUInt32LE(told, 18)
  common.writeUInt16LE(name.length, 22)
  const local = Buffer.concat([Buffer.from('PK\u0003\u0004', 'latin1'), common, name, data])
  const central = Buffer.concat([
    Buffer.from('PK\u0001\u0002\u0014\u0000', 'latin1'),
    common,
    Buffer.alloc(14),
    name,
  ])
  const end = Buffer.alloc(22)
  end.write('PK\u0005\u0006', 'latin1')
  end.writeUInt16LE(1, 8)
  end.writeUInt16LE(1, 10)
  end.writeUInt32LE(central.length, 12)
  end.writeUInt32LE(local.length, 16)
  return Buffer.concat([local, central, end])
}
