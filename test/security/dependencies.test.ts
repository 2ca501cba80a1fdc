import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'

const root = new URL('../..', import.meta.url)
const read = async (name: string): Promise<unknown> => JSON.parse(await readFile(new URL(name, root), 'utf8'))

it('no dependency runs a script when it is installed, and each is locked to one content of the registry', async () => {
  const lock = await read('package-lock.json')
  expect(lock).toMatchObject({ lockfileVersion: 3, packages: expect.anything() })
  const packages = Object.entries(packagesOf(lock)).filter(([path]) => path !== '')
  expect(packages.length).toBeGreaterThan(50)
  expect(
    packages.filter(([, { hasInstallScript }]) => hasInstallScript === true).map(([path]) => path),
  ).toEqual([])
  expect(
    packages.filter(([, { integrity }]) => integrity?.startsWith('sha512-') !== true).map(([path]) => path),
  ).toEqual([])
})

interface Locked {
  readonly hasInstallScript?: boolean
  readonly integrity?: string
  readonly resolved?: string
}

function packagesOf(lock: unknown): Readonly<Record<string, Locked>> {
  const isLock = (value: unknown): value is { readonly packages: Record<string, Locked> } =>
    typeof value === 'object' && value !== null && 'packages' in value
  if (!isLock(lock)) throw new Error('No lock')
  return lock.packages
}
