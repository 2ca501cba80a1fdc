import { describe, expect, test } from 'vitest'
import { Bench, LAB } from './lab-process.js'

describe('lab cloud env --unset', () => {
  const unset = async (args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
    new Bench().run(['cloud', 'env', '--unset', ...args], env, LAB)

  test('needs no running cloud, and speaks the language of the shell', async () => {
    expect((await unset([])).stdout).toContain('unset AWS_ENDPOINT_URL;\n')
    expect((await unset([], { SHELL: '/usr/bin/fish' })).stdout).toContain(
      'set --erase --global AWS_ENDPOINT_URL;\n',
    )
    const powershell = await unset(['--shell', 'powershell'], { SHELL: '/usr/bin/fish' })
    expect(powershell.stdout).toContain('Remove-Item -ErrorAction Ignore Env:AWS_ENDPOINT_URL;\n')
  })

  test('takes only the lab’s entries out of NO_PROXY', async () => {
    const env = { NO_PROXY: 'one.example,127.0.0.1,localhost', LAB_NO_PROXY: '127.0.0.1' }
    expect((await unset([], env)).stdout).toContain("export NO_PROXY='one.example,localhost';\n")
  })

  test('refuses a shell that it does not know', async () => {
    const { code, stderr, stdout } = await unset(['--shell', 'tcsh'])
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain('[bad-value]')
    expect(stderr).toContain('`fish`')
  })
})
