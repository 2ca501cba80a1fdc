import { describe, expect, test } from 'vitest'
import { needs } from '../run/needs.js'
import { Bench, LAB } from './lab-process.js'

/** In a network of its own the loopback interface is down. */
const ISOLATED = 'unshare -rn'

describe('where the loopback interface is down', needs('own-network'), () => {
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

/** SIOCSIFFLAGS with IFF_UP: what `ip link set lo up` does, where there is no `ip`. */
const LOOPBACK_UP =
  'import fcntl, socket, struct; fcntl.ioctl(socket.socket(), 0x8914, struct.pack("16sh14x", b"lo", 1))'

describe('where all local ports are taken', needs('own-network'), () => {
  test('lab next says so, and neither that the interface is down nor that the cloud has stopped', async () => {
    // One port is left: a listener takes it, and whoever would connect to it has none.
    const range = '/proc/sys/net/ipv4/ip_local_port_range'
    const { code, stderr } = await new Bench().shell(
      `${ISOLATED} sh -c 'python3 -I -c "$UP" && echo 40000 40000 >${range} && "$NODE" "$LAB" next --yes'`,
      { LAB, UP: LOOPBACK_UP },
    )
    expect(code).toBe(1)
    expect(stderr).toContain('[ports-exhausted]')
    expect(stderr).not.toContain('ip link set lo up')
  })
})
