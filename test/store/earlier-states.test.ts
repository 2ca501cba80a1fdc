import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { RESOURCES } from '../../src/aws/resources/registry.js'
import { labStore } from '../../src/cli/connect/lab-store.js'
import { priceTable } from '../../src/core/prices/price-table.js'
import { temporaryFolder } from './temporary.js'

/** As version 0.1.0 wrote them: two labs in the midst of their course, one taken up by its tags, one that deployed its application. */
const SAVED = new URL('saved-states/', import.meta.url).pathname

/** All that version 0.1.0 could create. */
const TYPES = [
  'api-deployment',
  'api-integration',
  'cloud9-environment',
  'cloudformation-stack',
  'ec2-instance',
  'function-alias',
  'function-code',
  'function-permission',
  'function-version',
  'iam-instance-profile',
  'ingress-rule',
  'locust-service',
  'provisioned-concurrency',
  'security-group',
]

test('what version 0.1.0 saved of every type of resource is opened, named, priced, and saved again as it was', async () => {
  const types = new Set<string>()
  for (const name of await readdir(SAVED)) {
    const folder = await temporaryFolder()
    await writeFile(join(folder, 'state.json'), await readFile(join(SAVED, name)), { mode: 0o600 })
    const store = labStore(folder)
    const state = await store.read()
    if (state === null) throw new Error(`${name} is not there`)
    for (const row of state.rows) {
      types.add(row.type)
      const resource = RESOURCES.find(({ type }) => type === row.type)
      expect(resource?.describe(row).en).toMatch(/^(?!.*(undefined|NaN|null)).+$/)
      expect(resource?.running(row, priceTable('ap-northeast-2'))).not.toBeUndefined()
    }
    await store.save(state)
    expect(await labStore(folder).read()).toEqual(state)
  }
  expect([...types].toSorted()).toEqual(TYPES)
})
