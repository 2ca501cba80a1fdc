import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { findPython } from '../../../../src/cloud/python/python.js'
import { askPython } from '../../../../steps/04-code-optimization/handler-check/ask-python.js'

let folder: string
let interpreter: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lab-ask-python-'))
  interpreter = (await findPython()).executable
  return () => rm(folder, { recursive: true })
})

const question = (signal = new AbortController().signal) =>
  ({
    interpreter,
    ask: { kind: 'import', handler: 'main.handle', memoryMb: 128, folder },
    env: { PATH: process.env['PATH'] },
    seconds: 1,
    signal,
  }) as const

test('a module whose import never ends is ended when its time is over', async () => {
  await writeFile(join(folder, 'main.py'), 'import time\nwhile True: time.sleep(1)\n')
  expect(await askPython(question())).toEqual({ kind: 'too-slow', seconds: 1 })
})

test('an interruption ends the import at once', async () => {
  await writeFile(join(folder, 'main.py'), 'import time\ntime.sleep(600)\n')
  const command = new AbortController()
  const asked = askPython({ ...question(command.signal), seconds: 600 })
  command.abort()
  await expect(asked).rejects.toMatchObject({ exit: 'interrupted' })
})

test('a Python that is not there is said to be none', async () => {
  expect(await askPython({ ...question(), interpreter: join(folder, 'python3') })).toEqual({
    kind: 'no-python',
  })
})
