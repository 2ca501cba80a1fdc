import { spawn } from 'node:child_process'
import { chmodSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { once } from 'node:events'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { childEnvironment } from '../processes/child-environment.js'
import { Bench, LAB } from './lab-process.js'

/** npm loads it into what it starts, where the folder says so: into the lab's own process, before that has a say. */
const LOADED = `require('node:fs').appendFileSync(process.env.LOADED_INTO, process.argv[1] + '\\n')\n`

describe('a folder whose .npmrc loads a file into every Node program', () => {
  test('gets no further than the command that npx starts: the local cloud runs without it', async () => {
    const bench = new Bench()
    const trace = join(bench.world, 'loaded')
    writeFileSync(join(bench.dir, 'evil.js'), LOADED)
    writeFileSync(join(bench.dir, '.npmrc'), 'node-options=--require ./evil.js\n')
    writeFileSync(join(bench.dir, 'package.json'), '{"name":"theirs","type":"commonjs"}')
    mkdirSync(join(bench.dir, 'node_modules', '.bin'), { recursive: true })
    symlinkSync(LAB, join(bench.dir, 'node_modules', '.bin', 'lab'))
    chmodSync(LAB, 0o755)
    onTestFinished(async () => void (await bench.run(['cloud', 'stop'], {}, LAB)))
    const env = { HOME: bench.world, LOADED_INTO: trace, LAB_DATABASE: 'embedded' }
    expect(await npx(bench.dir, ['lab', 'cloud', 'start'], env)).toMatch(/127\.0\.0\.1/)
    const loadedInto = readFileSync(trace, 'utf8').trim().split('\n')
    expect(loadedInto.filter((program) => program.includes(join('cloud', 'main.js')))).toEqual([])
    expect(loadedInto.at(-1)).toContain('lab')
  })
})

async function npx(cwd: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<string> {
  const child = spawn('npx', ['--no', ...args], { cwd, env: childEnvironment(env) })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (output += text))
  await once(child, 'close')
  return output
}
