import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { text } from 'node:stream/consumers'
import { findPython, pythonEnvironment } from '../../../src/cloud/python/python.js'
import { runCache } from '../../run/folder.js'
import type { Sent } from '../front.js'

export interface Validated {
  /** What is wrong with the calls, by AWS's own models. */
  readonly complaints: readonly string[]
  /** `ec2 DescribeVpcs`: the operations that were judged. */
  readonly operations: readonly string[]
}

/** Judges calls by the models that botocore (PyPI) brings: names, required members, types, patterns, lengths, ranges, enums. */
export async function validated(sent: readonly Sent[]): Promise<Validated> {
  const { python } = await pythonEnvironment({
    cacheDir: runCache(),
    python: await findPython(),
    packages: ['botocore>=1.43'],
    report: () => undefined,
  })
  const child = spawn(python, [fileURLToPath(new URL('validate.py', import.meta.url))])
  child.stdin.end(sent.map((call) => JSON.stringify(call)).join('\n'))
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')])
  const operations: unknown = JSON.parse(stderr)
  if (!Array.isArray(operations)) throw new Error(stderr)
  return {
    complaints: [...new Set(stdout.trim().split('\n').filter(Boolean))],
    operations: operations.map(String),
  }
}
