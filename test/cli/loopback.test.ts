import { spawnSync } from 'node:child_process'
import { describe, expect, test } from 'vitest'
import { Bench, LAB } from './lab-process.js'

/** In a network of its own the loopback interface is down. */
const ISOLATED = 'unshare -rn'
const isolates = spawnSync('sh', ['-c', `${ISOLATED} true`]).status === 0

describe.skipIf(!isolates)('where the loopback interface is down', () => {
  const isolated = async (line: string) => new Bench().shell(`${ISOLATED} "$NODE" "$LAB" ${line}`, { LAB })

  test('lab next says so at once, and what to type', async () => {
    const { code, stderr } = await isolated('next --yes')
    expect(code).toBe(1)
    expect(stderr).toContain('[loopback-down]')
    expect(stderr).toContain('ip link set lo up')
  })

  test('lab doctor finds it', async () => {
    const { code, stdout } = await isolated('doctor --json')
    const { checks } = JSON.parse(stdout)
    expect(code).toBe(1)
    expect(checks.find(({ id }: { id: string }) => id === 'loopback')).toMatchObject({
      state: 'failed',
      fix: expect.stringContaining('ip link set lo up'),
    })
  })
})

describe.skipIf(!isolates)('where all local ports are taken', () => {
  test('lab next says so, and neither that the interface is down nor that the cloud has stopped', async () => {
    // One port is left: a listener takes it, and whoever would connect to it has none.
    const one = 'ip link set lo up && sysctl -qw net.ipv4.ip_local_port_range="40000 40000"'
    const { code, stderr } = await new Bench().shell(
      `${ISOLATED} sh -c '${one} && "$NODE" "$LAB" next --yes'`,
      {
        LAB,
      },
    )
    expect(code).toBe(1)
    expect(stderr).toContain('[ports-exhausted]')
    expect(stderr).not.toContain('ip link set lo up')
  })
})
