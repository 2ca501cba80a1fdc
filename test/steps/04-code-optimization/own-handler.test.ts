import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { LiveFunction } from '../../../src/aws/functions/function.js'
import { ownHandler } from '../../../steps/04-code-optimization/own-handler.js'

let dir: string
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'lab-handler-'))
})
afterAll(() => rm(dir, { recursive: true }))

const live: LiveFunction = {
  name: 'serverless-app-lambda',
  arn: 'arn:aws:lambda:ap-northeast-2:123456789012:function:serverless-app-lambda',
  runtime: 'python3.11',
  handler: 'app/main.handle',
  memoryMb: 128,
  codeSha256: '',
  revisionId: '',
  codeLocation: '',
  reservedConcurrency: null,
  packageType: 'Zip',
  architectures: ['x86_64'],
  state: 'Active',
  update: 'Successful',
  why: null,
  snapStart: false,
}

async function judged(content: string | Uint8Array, runtime = live.runtime): Promise<string> {
  const file = join(dir, 'mine.py')
  await writeFile(file, content)
  return ownHandler(file, { ...live, runtime })
}

describe('an own handler is taken as it is where the module has', () => {
  it.each([
    ['a function', 'def handle(event, context):\n    return 1\n'],
    ['a decorated one', 'import x\n@x.traced\ndef handle(event, context):\n    return 1\n'],
    ['an assigned one', 'from mangum import Mangum\nhandle = Mangum(app)\n'],
    ['an imported one', 'from package.other import (\n    something as handle,\n)\n'],
    ['one under a condition', 'if True:\n    def handle(e, c): return 1\n'],
    [
      'one below a generator and a form feed',
      'def g():\n    yield\n\f\nx = 3.\ndef handle(e, c): return 1\n',
    ],
  ])('%s', async (_, source) => {
    expect(await judged(source)).toBe(source)
  })
})

describe('an own handler is refused before anything is changed', () => {
  it.each([
    [
      'that is no Python',
      'def handle(event:\n  return (',
      'handler-syntax-error',
      /mine\.py:[12]: .*python3\.11/,
    ],
    ['that returns outside a function', 'x = 1\nreturn x\n', 'handler-syntax-error', /mine\.py:2: .*return/],
    [
      'with another name',
      'def lambda_handler(e, c): return 1\n',
      'handler-function-missing',
      /app\/main\.handle.* no handle/,
    ],
    [
      'within another function',
      'def other():\n  def handle(e, c): return 1\n',
      'handler-function-missing',
      /module level/,
    ],
    ['that is asynchronous', 'async def handle(e, c): return 1\n', 'handler-is-async', /does not await/],
    ['that is no text', Buffer.from([0x50, 0x4b, 0x03, 0x04, 0xff, 0xfe]), 'handler-file-unreadable', /./],
  ])('%s', async (_, source, code, why) => {
    await expect(judged(source)).rejects.toMatchObject({ code, why: { en: expect.stringMatching(why) } })
  })

  it('whose syntax is newer than the function’s runtime', async () => {
    const newer = 'type Pair = tuple[int, int]\ndef handle(e, c): return 1\n'
    await expect(judged(newer)).rejects.toMatchObject({ code: 'handler-syntax-error' })
    expect(await judged(newer, 'python3.12')).toBe(newer)
    expect(await judged(newer, 'python3.99')).toBe(newer)
  })

  it('that is not there', async () => {
    const missing = ownHandler(join(dir, 'missing.py'), live)
    await expect(missing).rejects.toMatchObject({ code: 'handler-file-unreadable', exit: 'usage' })
  })
})
