import { expect, test } from 'vitest'
import { Bench, LAB } from './lab-process.js'

const limited = async (line: string) => new Bench().shell(`ulimit -n 64; "$NODE" "$LAB" ${line}`, { LAB })

test.each(['doctor', 'next --yes', 'cloud start'])(
  'lab %s in a shell that allows few open files says so, and what to type',
  async (line) => {
    const { code, stderr } = await limited(line)
    expect(code).toBe(1)
    expect(stderr).toContain('[too-few-files]')
    expect(stderr).toContain('ulimit -n 4096')
    expect(stderr).not.toMatch(/^\s+at /m)
  },
)

test('with --json it is an error like any other', async () => {
  const { code, stdout } = await limited('status --json')
  expect(code).toBe(1)
  expect(JSON.parse(stdout)).toMatchObject({ schema: 1, error: { code: 'too-few-files' } })
})
