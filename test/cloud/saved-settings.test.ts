import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { STS } from '@aws-sdk/client-sts'
import { expect, onTestFinished, test } from 'vitest'
import { settingsOf } from '../../src/cloud/saved-settings.js'
import { serve } from '../../src/cloud/server/serve.js'
import type { Settings } from '../../src/cloud/settings.js'
import { sts } from '../../src/cloud/sts/sts.js'
import { temporaryFolder } from './temporary.js'

test('a lab has its own account and keys from its first start on, and refuses another lab’s', async () => {
  const [mine, others] = [await newSettings(), await newSettings()]
  await expect(settingsOf(mine.dir, FIRST)).resolves.toEqual(mine)
  for (const fact of ['account', 'accessKeyId', 'secretAccessKey'] as const)
    expect(mine[fact]).not.toBe(others[fact])

  const server = await serve({ settings: mine, services: [sts({ settings: mine })], endpoints: [] })
  onTestFinished(() => server.close())
  const whoAmI = async ({ accessKeyId, secretAccessKey }: Keys) =>
    new STS({
      endpoint: server.endpoint,
      region: mine.region,
      credentials: { accessKeyId, secretAccessKey },
      maxAttempts: 1,
    }).getCallerIdentity({})
  await expect(whoAmI(mine)).resolves.toMatchObject({ Account: mine.account })
  await expect(whoAmI(others)).rejects.toMatchObject({ name: 'InvalidClientTokenId' })
  const { secretAccessKey } = others
  await expect(whoAmI({ ...mine, secretAccessKey })).rejects.toMatchObject({ name: 'SignatureDoesNotMatch' })
})

test('the keys are in a file that only their owner can read, whatever the umask lets through', async () => {
  const umask = process.umask(0)
  onTestFinished(() => void process.umask(umask))
  const { dir } = await newSettings()
  expect((await stat(dir)).mode & 0o777).toBe(0o700)
  expect((await stat(join(dir, 'settings.json'))).mode & 0o777).toBe(0o600)
})

type Keys = Pick<Settings, 'accessKeyId' | 'secretAccessKey'>

const FIRST = {
  region: 'ap-northeast-2',
  scale: { size: 100, time: 5 },
  scalingModel: 'workshop-2021',
} as const

const newSettings = async (): Promise<Settings> => settingsOf(join(await temporaryFolder(), 'cloud'), FIRST)
