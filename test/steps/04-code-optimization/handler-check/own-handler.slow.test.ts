import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import type { LiveFunction } from '../../../../src/aws/functions/function.js'
import type { FunctionPython } from '../../../../src/core/target.js'
import { findPython } from '../../../../src/cloud/python/python.js'
import { checkHandler } from '../../../../steps/04-code-optimization/handler-check/check-handler.js'
import { readOwnHandler } from '../../../../steps/04-code-optimization/handler-check/own-handler.js'

let dir: string
/** The Python that runs the functions. */
let here: FunctionPython
let runtime: string
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'lab-handler-test-'))
  const { executable, version } = await findPython()
  here = { interpreter: executable, variables: { AWS_REGION: 'eu-west-1' } }
  runtime = `python${version.split('.').slice(0, 2).join('.')}`
  return () => rm(dir, { recursive: true })
})

type Where = 'here' | 'elsewhere' | 'nowhere'

/** `here`: the function’s Python is on this computer; `elsewhere`: only another is; `nowhere`: none is. */
async function check(source: string | Uint8Array, where: Where, ofRuntime = runtime): Promise<void> {
  const file = join(dir, 'mine.py')
  await writeFile(file, source)
  const own = await readOwnHandler(file)
  const text = (content: string) => ({ content: Buffer.from(content), mode: 0o644 })
  const path = process.env['PATH']
  if (where === 'nowhere') process.env['PATH'] = dir
  await checkHandler({
    own,
    live: { ...LIVE, runtime: ofRuntime },
    files: new Map([
      ['app/main.py', { content: own.bytes, mode: 0o644 }],
      ['helper.py', text('def help(event, context):\n    return 1\n')],
      ['broken.py', text('def help(:\n')],
    ]),
    python: where === 'here' ? here : null,
    variables: async () => ({ TABLE: 'orders' }),
    signal: new AbortController().signal,
  }).finally(() => {
    process.env['PATH'] = path
  })
}

const LIVE: LiveFunction = {
  name: 'serverless-app-lambda',
  arn: 'arn:aws:lambda:ap-northeast-2:123456789012:function:serverless-app-lambda',
  runtime: '',
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

const DEF = 'def handle(e, c):\n    return 1\n'
const LATIN_1 = Buffer.from(`# -*- coding: latin-1 -*-\nname = "caf\u00e9"\n${DEF}`, 'latin1')

/** Taken wherever the function runs. */
const FIT: readonly [string, string | Uint8Array][] = [
  ['is a function', DEF],
  ['is bound by an assignment expression', 'if (handle := (lambda e, c: 1)): pass\n'],
  ['is bound by a loop', 'for handle in [lambda e, c: 1]: pass\n'],
  ['is bound by an unpacking', 'handle, other = (lambda e, c: 1), 2\n'],
  [
    'is declared global in a function',
    `def make():\n    global handle\n    handle = lambda e, c: 1\nmake()\n`,
  ],
  [
    'is imported under that name',
    'from json import (\n    dumps as given,\n)\nhandle = lambda e, c: given(e)\n',
  ],
  ['is imported by a star', 'from string import *\nglobals()["handle"] = lambda e, c: 1\n'],
  ['is under a condition', 'if True:\n    def handle(e, c): return 1\n'],
  [
    'is asynchronous below a decorator that makes it an ordinary function',
    `
import asyncio, functools
def run(work):
    @functools.wraps(work)
    def outer(e, c):
        return asyncio.run(work(e, c))
    return outer
@run
async def handle(e, c):
    return 1
`,
  ],
  [
    'is asynchronous first, and bound to an ordinary function after it',
    `
import asyncio
async def handle(e, c):
    return 1
work = handle
def handle(e, c):
    return asyncio.run(work(e, c))
`,
  ],
  ['is a partial function', 'import functools\nhandle = functools.partial(lambda a, e, c: 1, 0)\n'],
  ['is an object that can be called', 'class App:\n    def __call__(self, e, c): return 1\nhandle = App()\n'],
  ['is a function of the standard library', 'from operator import is_ as handle\n'],
  ['is a class', 'class handle(dict):\n    def __init__(self, e, c): super().__init__(statusCode=200)\n'],
  ['stands below a byte order mark', `\ufeff${DEF}`],
  ['stands in lines that end as on Windows', DEF.replaceAll('\n', '\r\n')],
  ['stands in a file in Latin 1 that says so', LATIN_1],
  ['stands below a generator and a form feed', `def g():\n    yield\n\f\nx = 3.\n${DEF}`],
]

/** Refused by Python itself, so wherever the function runs. */
const NO_PYTHON: readonly [string, string | Uint8Array, string][] = [
  ['that is no Python', 'def handle(event:\n  return (', 'handler-syntax-error'],
  ['that returns outside a function', `x = 1\nreturn x\n${DEF}`, 'handler-syntax-error'],
  ['that says noqa of a stray return', `x = 1\nreturn x  # noqa\n${DEF}`, 'handler-syntax-error'],
  [
    'that declares a name global after its use',
    'n = 0\ndef handle(e, c):\n    print(n)\n    global n\n',
    'handler-syntax-error',
  ],
  [
    'whose nonlocal name is bound nowhere',
    'def handle(e, c):\n    nonlocal n\n    n = 1\n',
    'handler-syntax-error',
  ],
  [
    'whose __future__ import is late',
    `import os\nfrom __future__ import annotations\n${DEF}`,
    'handler-syntax-error',
  ],
  [
    'that mixes tabs and spaces',
    'def handle(e, c):\n        if e:\n\treturn 1\n        return 2\n',
    'handler-syntax-error',
  ],
  ['that names two arguments alike', 'def handle(e, e):\n    return 1\n', 'handler-syntax-error'],
  ['that breaks outside a loop', `break\n${DEF}`, 'handler-syntax-error'],
  ['whose f-string is broken', `x = f"{1 + }"\n${DEF}`, 'handler-syntax-error'],
  ['that awaits in an ordinary function', 'def handle(e, c):\n    await e\n', 'handler-syntax-error'],
  ['that has a null byte', `x = "\0"\n${DEF}`, 'handler-syntax-error'],
  ['with another name', 'def lambda_handler(e, c): return 1\n', 'handler-function-missing'],
  ['within another function', 'def other():\n  def handle(e, c): return 1\n', 'handler-function-missing'],
  ['within a class only', 'class App:\n  def handle(self, e, c): return 1\n', 'handler-function-missing'],
  ['that is asynchronous', 'async def handle(e, c): return 1\n', 'handler-is-async'],
  ['that is no text', Buffer.from([0x50, 0x4b, 0x03, 0x04, 0xff, 0xfe]), 'handler-file-unreadable'],
]

/** Only running the module shows them. */
const SEEN_BY_IMPORTING: readonly [string, string, string, RegExp][] = [
  [
    'that imports what is not there',
    `import no_such_module\n${DEF}`,
    'handler-import-failed',
    /No module named 'no_such_module' \(app\/main\.py:1\)/,
  ],
  [
    'that raises',
    `raise RuntimeError("not today")\n${DEF}`,
    'handler-import-failed',
    /RuntimeError: not today/,
  ],
  ['that ends Python in order', `import sys\nsys.exit(0)\n${DEF}`, 'handler-import-failed', /SystemExit/],
  ['that ends Python at once', `import os\nos._exit(3)\n${DEF}`, 'handler-import-ended', /exit code 3/],
  [
    'that crashes Python',
    `import os, signal\nos.kill(os.getpid(), signal.SIGSEGV)\n${DEF}`,
    'handler-import-ended',
    /SIGSEGV/,
  ],
  [
    'that lacks an environment variable',
    `import os\nos.environ["NOT_SET"]\n${DEF}`,
    'handler-import-failed',
    /KeyError: 'NOT_SET'/,
  ],
  ['whose other file is broken', `import broken\n${DEF}`, 'handler-syntax-error', /broken\.py:1/],
  ['whose handler is text', 'handle = "text"\n', 'handler-not-callable', /handle/],
  ['whose handler is a generator', 'def handle(e, c):\n    yield 1\n', 'handler-is-generator', /JSON/],
  [
    'whose handler wants one argument',
    'def handle(event): return 1\n',
    'handler-other-arguments',
    /too many positional/,
  ],
  [
    'whose handler is an object that is called asynchronously',
    'class A:\n    async def __call__(self, e, c): return 1\nhandle = A()\n',
    'handler-is-async',
    /await/,
  ],
  ['whose handler is deleted again', `${DEF}del handle\n`, 'handler-function-missing', /no handle/],
]

describe.each<Where>(['here', 'elsewhere', 'nowhere'])(
  'with the function’s Python %s, a file is taken whose handler',
  (where) => {
    it.each(FIT)('%s', async (_, source) => {
      await expect(check(source, where)).resolves.toBeUndefined()
    })
  },
)

describe.each<Where>(['here', 'elsewhere', 'nowhere'])(
  'with the function’s Python %s, a file is refused',
  (where) => {
    it.each(NO_PYTHON)('%s', async (_, source, code) => {
      await expect(check(source, where)).rejects.toMatchObject({ code, exit: 'usage' })
    })

    it('whose syntax is newer than the function’s runtime', async () => {
      const newer = `type Pair = tuple[int, int]\n${DEF}`
      await expect(check(newer, where, 'python3.11')).rejects.toMatchObject({ code: 'handler-syntax-error' })
    })
  },
)

it('is compiled by a Python that is handed nothing of the person’s but what it takes to start', async () => {
  const shims = await mkdtemp(join(dir, 'shims-'))
  const seen = join(shims, 'seen')
  const shim = `#!/bin/sh\nenv >'${seen}'\nexec '${here.interpreter}' "$@"\n`
  await writeFile(join(shims, runtime), shim, { mode: 0o755 })
  vi.stubEnv('PATH', `${shims}${delimiter}${process.env['PATH']}`)
  vi.stubEnv('PROJECT_SECRET', 'of the lab alone')
  vi.stubEnv('PYENV_VERSION', '3.12')
  onTestFinished(() => void vi.unstubAllEnvs())
  await expect(check(DEF, 'elsewhere')).resolves.toBeUndefined()
  const handed = await readFile(seen, 'utf8')
  expect(handed).not.toContain('PROJECT_SECRET')
  // By which a version manager's shim knows which Python is meant.
  expect(handed).toContain('PYENV_VERSION=3.12')
})

describe('with the function’s Python here, a module', () => {
  it.each(SEEN_BY_IMPORTING)('%s is refused', async (_, source, code, why) => {
    await expect(check(source, 'here')).rejects.toMatchObject({
      code,
      why: { en: expect.stringMatching(why) },
    })
  })

  it('finds the package’s other files, the function’s variables and Lambda’s own', async () => {
    const source = `
import os, helper
assert os.environ["TABLE"] == "orders" and os.environ["AWS_REGION"] == "eu-west-1"
assert os.environ["AWS_LAMBDA_FUNCTION_NAME"] == "serverless-app-lambda"
assert "PROJECT_SECRET" not in os.environ
handle = helper.help
`
    process.env['PROJECT_SECRET'] = 'of the lab alone'
    await expect(check(source, 'here')).resolves.toBeUndefined()
    delete process.env['PROJECT_SECRET']
  })

  it('is imported and its handler not called, and what it started ends with it', async () => {
    const mark = join(dir, 'mark')
    const source = `
import os, subprocess, sys
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
open(${JSON.stringify(mark)}, "w").write(str(child.pid))
def handle(e, c):
    open(${JSON.stringify(mark)}, "a").write("called")
`
    await check(source, 'here')
    const pid = Number(await readFile(mark, 'utf8'))
    expect(pid).toBeGreaterThan(1)
    await expect.poll(() => isRunning(pid)).toBe(false)
  })

  it('that forks answers once', async () => {
    await expect(check(`import os\nos.fork()\n${DEF}`, 'here')).resolves.toBeUndefined()
  })
})

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
