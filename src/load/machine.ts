import { cpus } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'

/** Share of this machine's CPU that is in use, 0 to 1, over one second: other work disturbs a load test that runs here. */
export async function machineBusy(): Promise<number> {
  const before = times()
  await sleep(1_000)
  const after = times()
  const all = after.all - before.all
  return all > 0 ? 1 - (after.idle - before.idle) / all : 0
}

function times(): { readonly idle: number; readonly all: number } {
  const each = cpus().map(({ times: { user, nice, sys, idle, irq } }) => ({
    idle,
    all: user + nice + sys + idle + irq,
  }))
  return {
    idle: each.reduce((sum, { idle }) => sum + idle, 0),
    all: each.reduce((sum, { all }) => sum + all, 0),
  }
}
