import { afterAll, vi } from 'vitest'

// For files that share a process: each leaves the variables and the clock as it found them, so that none lives on another's.
const found = { ...process.env }

afterAll(() => {
  vi.useRealTimers()
  vi.unstubAllEnvs()
  for (const name of Object.keys(process.env)) if (!(name in found)) delete process.env[name]
  Object.assign(process.env, found)
})
