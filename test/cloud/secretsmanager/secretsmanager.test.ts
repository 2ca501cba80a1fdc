import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { SecretsManager } from '@aws-sdk/client-secrets-manager'
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { MetricStore } from '../../../src/cloud/cloudwatch/store/metric-store.js'
import { secretsManager } from '../../../src/cloud/secretsmanager/secretsmanager.js'
import { openPersistence } from '../../../src/cloud/persistence/open-persistence.js'
import { temporaryFolder } from '../temporary.js'
import { SETTINGS, startServer } from '../test-server.js'

const TOKEN = 'a-token-of-thirty-two-characters'

let dir: string
let client: SecretsManager
beforeEach(async () => {
  dir = await temporaryFolder()
  client = await started(dir)
})

async function started(folder: string): Promise<SecretsManager> {
  const persistence = await openPersistence(folder)
  const server = await startServer([
    secretsManager({ persistence, settings: SETTINGS, metrics: new MetricStore() }),
  ])
  onTestFinished(async () => server.close())
  return new SecretsManager(server.client)
}

describe('a secret', () => {
  it('is found by its name and its ARN, also after a restart', async () => {
    const { ARN = '' } = await client.createSecret({
      Name: 'db/user',
      SecretString: 'one',
      Tags: [{ Key: 'a', Value: 'b' }],
    })
    expect(ARN).toMatch(/^arn:aws:secretsmanager:ap-northeast-2:123456789012:secret:db\/user-[A-Za-z0-9]{6}$/)
    const later = await started(dir)
    for (const SecretId of ['db/user', ARN, ARN.slice(0, -7)])
      await expect(later.getSecretValue({ SecretId })).resolves.toMatchObject({
        Name: 'db/user',
        SecretString: 'one',
        VersionStages: ['AWSCURRENT'],
        CreatedDate: expect.any(Date),
      })
    await expect(later.describeSecret({ SecretId: 'db/user' })).resolves.toMatchObject({
      Tags: [{ Key: 'a', Value: 'b' }],
    })
  })

  it('holds bytes as well as text', async () => {
    await client.createSecret({ Name: 'key', SecretBinary: Buffer.from([0, 1, 255]) })
    const { SecretBinary } = await client.getSecretValue({ SecretId: 'key' })
    expect([...(SecretBinary ?? [])]).toEqual([0, 1, 255])
  })

  it('is made once for one token, and not twice for two', async () => {
    const input = { Name: 's', SecretString: 'one', ClientRequestToken: TOKEN }
    const first = await client.createSecret(input)
    await expect(client.createSecret(input)).resolves.toMatchObject({ ARN: first.ARN, VersionId: TOKEN })
    await expect(client.createSecret({ Name: 's', SecretString: 'two' })).rejects.toMatchObject({
      name: 'ResourceExistsException',
    })
    await expect(client.createSecret({ ...input, SecretString: 'two' })).rejects.toMatchObject({
      name: 'ResourceExistsException',
    })
  })

  it('cannot be read while it is marked for deletion, and goes at once when told so, as one that was never there', async () => {
    await client.createSecret({ Name: 's', SecretString: 'one' })
    const { DeletionDate } = await client.deleteSecret({ SecretId: 's', RecoveryWindowInDays: 7 })
    expect((DeletionDate?.getTime() ?? 0) - Date.now()).toBeGreaterThan(6.9 * 24 * 3600 * 1000)
    await expect(client.getSecretValue({ SecretId: 's' })).rejects.toMatchObject({
      name: 'InvalidRequestException',
    })
    await expect(client.listSecrets({})).resolves.toMatchObject({ SecretList: [] })
    for (const SecretId of ['s', 's', 'never-there'])
      await expect(
        client.deleteSecret({ SecretId, ForceDeleteWithoutRecovery: true }),
      ).resolves.toMatchObject({
        Name: SecretId,
      })
    await expect(client.getSecretValue({ SecretId: 's' })).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    })
  })

  it('is listed by what it is called and tagged with, in pages', async () => {
    for (const Name of ['app-a', 'app-b', 'other'])
      await client.createSecret({
        Name,
        SecretString: Name,
        Tags: Name === 'app-b' ? [{ Key: 'lab', Value: '1' }] : [],
      })
    const names = async (Filters: { Key: 'name' | 'tag-key'; Values: string[] }[]) =>
      (await client.listSecrets({ Filters })).SecretList?.map(({ Name }) => Name)
    await expect(names([{ Key: 'name', Values: ['app'] }])).resolves.toEqual(['app-a', 'app-b'])
    await expect(names([{ Key: 'name', Values: ['!app'] }])).resolves.toEqual(['other'])
    await expect(names([{ Key: 'tag-key', Values: ['lab'] }])).resolves.toEqual(['app-b'])
    const page = await client.listSecrets({ MaxResults: 2 })
    const rest = await client.listSecrets({ NextToken: page.NextToken })
    expect([page.SecretList?.length, rest.SecretList?.length, rest.NextToken]).toEqual([2, 1, undefined])
  })
})

it('answers the service’s own errors for what is missing or wrong', async () => {
  await expect(client.getSecretValue({ SecretId: 'none' })).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
    message: "Secrets Manager can't find the specified secret.",
  })
  await expect(client.createSecret({ Name: 'no spaces' })).rejects.toMatchObject({
    name: 'InvalidParameterException',
  })
})

it('keeps the value out of the files in plain text', async () => {
  await client.createSecret({ Name: 's', SecretString: 'planted-secret' })
  await client.createSecret({ Name: 't', SecretString: 'planted-secret-2' })
  for (const file of ['world.json', 'world.json.bak']) {
    const text = await readFile(join(dir, file), 'utf8')
    expect(text).toContain('AWSCURRENT')
    expect(text).not.toContain('planted-secret')
    expect(text).not.toContain(Buffer.from('planted-secret').toString('base64').slice(0, 16))
  }
})
