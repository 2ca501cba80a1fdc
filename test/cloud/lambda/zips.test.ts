import { CreateFunctionCommand } from '@aws-sdk/client-lambda'
import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { deflateRawSync } from 'node:zlib'
import { beforeAll, expect, test } from 'vitest'
import { unpack } from '../../../src/cloud/lambda/functions/unpack.js'
import { type LambdaFixture, startLambda } from './lambda-fixture.js'
import { zipOf } from './zip.js'

let fixture: LambdaFixture
beforeAll(async () => {
  fixture = await startLambda()
  return async () => fixture.stop()
})

const notAZip = 'Could not unzip uploaded file. Please check your file, then try to upload again.'

test('a zip that escapes its folder, links elsewhere, or is none is refused, and leaves nothing behind', async () => {
  const good = await zipOf({ 'lambda_function.py': 'x = 1' })
  const cases: Readonly<Record<string, Uint8Array>> = {
    up: renamed(await zipOf({ 'aaaaaaaaaaa.py': 'x' }), 'aaaaaaaaaaa.py', '../escaped.py.'),
    absolute: renamed(await zipOf({ aaaaaaaaaaaaa: 'x' }), 'aaaaaaaaaaaaa', '/tmp/lab-evil'),
    link: linked(await zipOf({ link: '/etc/passwd' })),
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
  expect(existsSync('/tmp/lab-evil')).toBe(false)
  expect(await readdir(join(fixture.settings.dir, 'lambda', 'code'))).toEqual([])
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

test('a zip of too many files, or of folders in folders without end, is refused, and leaves nothing behind', async () => {
  const folder = join(fixture.settings.dir, 'hostile')
  const deep = `${'d/'.repeat(3_000)}x`
  const zips = [
    many(await zipOf({ f: 'x' }), 50_001),
    await zipOf({ [deep]: 'x' }),
    renamed(await zipOf({ [deep]: '' }), '/x', 'd/'),
  ]
  for (const zip of zips) {
    await expect(unpack(zip, folder)).rejects.toMatchObject({ message: notAZip })
    expect(existsSync(folder)).toBe(false)
  }
  await unpack(many(await zipOf({ f: 'x' }), 2), folder)
  expect(await readdir(folder)).toEqual(['f'])
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

/** The zip with a name replaced by another one of the same length, in both its headers. */
function renamed(zip: Buffer, from: string, to: string): Buffer {
  return Buffer.from(zip.toString('latin1').replaceAll(from, to), 'latin1')
}

/** The zip with its first entry made a symbolic link. */
function linked(zip: Buffer): Buffer {
  const copy = Buffer.from(zip)
  const entry = copy.indexOf(Buffer.from('PK\u0001\u0002', 'latin1'))
  copy.writeUInt32LE((0o120777 << 16) >>> 0, entry + 38)
  return copy
}

/** The zip with its one entry so many times. */
function many(zip: Buffer, times: number): Buffer {
  const [entry, end] = ['PK\u0001\u0002', 'PK\u0005\u0006'].map((mark) =>
    zip.indexOf(Buffer.from(mark, 'latin1')),
  )
  const directory = Buffer.concat(Array.from({ length: times }, () => zip.subarray(entry, end)))
  const tail = Buffer.from(zip.subarray(end))
  tail.writeUInt16LE(times, 8)
  tail.writeUInt16LE(times, 10)
  tail.writeUInt32LE(directory.length, 12)
  return Buffer.concat([zip.subarray(0, entry), directory, tail])
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
