import { chmodSync, chownSync, existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { needs } from '../run/needs.js'
import { Bench, LAB } from './lab-process.js'

describe('a Python file in the current folder', () => {
  test('is not run by `lab doctor`, whatever module it has the name of', async () => {
    const bench = new Bench()
    const ran = join(bench.world, 'ran')
    for (const name of ['venv', 'logging', 'token', 'json', 'sitecustomize', 'encodings'])
      writeFileSync(join(bench.dir, `${name}.py`), `open(${JSON.stringify(ran)}, 'a').write('${name} ')`)
    const { stdout } = await bench.run(['doctor', '--json'], { PYTHONPATH: bench.dir }, LAB)
    expect(existsSync(ran)).toBe(false)
    expect(findingOf(stdout, 'venv')).toMatchObject({ state: 'ok' })
  })
})

describe('a cache folder', () => {
  test('that others may write to is not trusted, and the way to close it is named', async () => {
    const bench = new Bench()
    const cache = join(bench.world, 'cache')
    mkdirSync(join(cache, 'python'), { recursive: true })
    chmodSync(join(cache, 'python'), 0o777)
    const { code, stdout } = await bench.run(['doctor', '--json'], { SERVERLESS_LOAD_LAB_CACHE: cache }, LAB)
    expect(code).toBe(1)
    expect(findingOf(stdout, 'packages')).toMatchObject({
      state: 'failed',
      fix: expect.stringContaining(`chmod go-w '${join(cache, 'python')}'`),
    })
  })

  test('that belongs to another user starts no cloud', needs('root'), async () => {
    const bench = new Bench()
    const cache = join(bench.world, 'cache')
    mkdirSync(join(cache, 'python'), { recursive: true, mode: 0o700 })
    chownSync(join(cache, 'python'), 65_534, 65_534)
    const { code, stderr } = await bench.run(['cloud', 'start'], { SERVERLESS_LOAD_LAB_CACHE: cache }, LAB)
    expect(code).not.toBe(0)
    expect(stderr).toContain('SERVERLESS_LOAD_LAB_CACHE')
    expect(stderr).toContain('65534')
  })
})

function findingOf(stdout: string, id: string): unknown {
  const { checks } = JSON.parse(stdout)
  return checks.find((check: { readonly id: string }) => check.id === id)
}
