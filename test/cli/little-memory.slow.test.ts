import { mkdirSync, rmdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { namingLackOfMemory } from '../../src/cli/memory-trouble.js'
import { howItEnded } from '../../src/cloud/control/how-it-ended.js'
import { stopCloud } from '../../src/cloud/control/stop-cloud.js'
import { LabError } from '../../src/core/errors.js'
import { verbatim } from '../../src/system/text.js'
import { cloudFolder, withEnvironment } from '../cloud/daemon.js'
import { finished } from '../e2e/lab-process.js'
import { LIMITS, needs } from '../run/needs.js'
import { LAB } from './lab-process.js'

withEnvironment({ LAB_DATABASE: 'embedded' })

test(
  'a computer that is short of memory is named beforehand, and where it has ended a process, in status and in errors',
  needs('memory-limit'),
  async () => {
    const dir = await cloudFolder()
    const limited = limitedTo(500 * 2 ** 20)
    onTestFinished(async () => {
      await stopCloud(dir)
      limited.remove()
    })
    const lab = (...args: string[]) => limited.run([process.execPath, LAB, ...args, '--dir', dirname(dir)])
    const { checks } = JSON.parse((await lab('doctor', '--json')).stdout)
    expect(checks.find(({ id }: { id: string }) => id === 'memory')).toMatchObject({
      state: 'warning',
      fix: expect.stringContaining('700 MiB'),
    })

    expect((await lab('cloud', 'start')).code).toBe(0)
    expect((await lab('cloud', 'status')).stdout).not.toContain('run out of memory')
    const greedy = await limited.run(['python3', '-I', '-c', 'x = b"x" * (1 << 30)'])
    expect(greedy.code).toBeNull()
    expect((await lab('cloud', 'status')).stdout).toContain(
      'the system has run out of memory and ended a process',
    )
  },
)

/** A control group of its own that may take so many bytes. */
function limitedTo(bytes: number) {
  const folder = join(LIMITS, `lab-test-${process.pid}`)
  mkdirSync(folder)
  // Else a computer that swaps would make room.
  writeFileSync(join(folder, 'memory.swappiness'), '0')
  writeFileSync(join(folder, 'memory.limit_in_bytes'), String(bytes))
  return {
    run: (words: readonly string[]) =>
      finished('sh', ['-c', `echo $$ >'${folder}/cgroup.procs' && exec "$@"`, 'sh', ...words]),
    remove: () => rmdirSync(folder),
  }
}

test('an error of a command during which the system ended processes for lack of memory says so, before its own reason', () => {
  const error = new LabError({
    code: 'function-error',
    what: verbatim('serverless-app-lambda failed.'),
    why: verbatim('Runtime exited with error: signal: killed'),
    next: verbatim('Fix the function.'),
  })
  expect(namingLackOfMemory(error, 0)).toBe(error)
  expect(namingLackOfMemory(error, 2)).toMatchObject({
    code: 'function-error',
    what: error.what,
    why: { en: expect.stringMatching(/^The system ran out of memory .* 2 processes\.\nRuntime exited/) },
    next: { en: expect.stringContaining('memory limit') },
  })
  const refused = new LabError({ code: 'bad-value', exit: 'usage', what: error.what, why: null, next: null })
  expect(namingLackOfMemory(refused, 2)).toBe(refused)
})

test.each([
  ['SIGKILL', 0, 'was ended by SIGKILL'],
  [
    'SIGKILL',
    3,
    'was ended by SIGKILL, and the system has ended 3 process(es) for lack of memory since the cloud started',
  ],
  ['SIGSEGV', 3, 'was ended by SIGSEGV'],
  [null, 3, 'ended by itself with exit code 1'],
] as const)(
  'the log says of a part that %s ended, with %i ended for lack of memory: %s',
  (signal, ended, said) => {
    expect(howItEnded(signal === null ? 1 : null, signal, ended)).toBe(said)
  },
)
