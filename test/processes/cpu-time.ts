/**
 * Milliseconds of processor time that this process spends on the work. Unlike a clock it does not tell of what else the machine
 * does meanwhile.
 */
export async function cpuMs(work: () => unknown): Promise<number> {
  const before = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1_000
}
