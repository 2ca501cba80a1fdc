import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { runtimePackages } from '../../src/cloud/lambda/lambda.js'
import { PINNED } from './files.mjs'

const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')
const rangesIn = (path: string): string[] => read(path).match(/^[a-z].*$/gm) ?? []

describe.each(PINNED)('what %s pins', (folder) => {
  const requirements = read(`${folder}/requirements.txt`).replaceAll('\\\n', '').split('\n').slice(1, -1)

  it('is one release of each package, with the hashes of its files', () => {
    expect(requirements.length).toBeGreaterThan(5)
    const loose = requirements.filter(
      (line) => !/^[\w.-]+==[^ ]+ (; .+? )?( *--hash=sha256:[0-9a-f]{64})+$/.test(line),
    )
    expect(loose).toEqual([])
    const names = requirements.filter((line) => !line.includes(';')).map((line) => line.split('==')[0])
    expect(new Set(names).size).toBe(names.length)
  })

  it('holds all that was asked for', () => {
    for (const range of rangesIn(`${folder}/requirements.in`))
      expect(requirements.join('\n')).toMatch(new RegExp(`^${/^[\w.-]+/.exec(range)?.[0]}==`, 'm'))
  })
})

it('the ranges in which a user’s own packages serve are those that the pins were chosen from', () => {
  expect(runtimePackages.ranges).toEqual(rangesIn('src/cloud/lambda/runtime/requirements.in'))
  const [locust] = rangesIn('src/load/locust/host/requirements.in')
  expect(read('src/load/locust/host/install-locust.sh')).toContain(`--no-index '${locust}'`)
})

it('all that is sent to an instance fits into one command of Run Command', () => {
  const host = ['install-locust.sh', 'lab_measurements.py', 'locust-service.sh', 'locustfile.py']
  const files = [...host, 'private_page.py', 'requirements.in', 'requirements.txt'].map((name) =>
    read(`src/load/locust/host/${name}`),
  )
  expect(files.join('').length).toBeLessThan(48_000)
})
