import { ServiceQuotas } from '@aws-sdk/client-service-quotas'
import { expect, it, onTestFinished } from 'vitest'
import { serviceQuotas } from '../../../src/cloud/servicequotas/servicequotas.js'
import { SETTINGS, startServer } from '../test-server.js'

async function started(): Promise<ServiceQuotas> {
  const server = await startServer([serviceQuotas({ settings: SETTINGS })])
  onTestFinished(async () => server.close())
  return new ServiceQuotas(server.client)
}

it('tells the quotas that bound a load test, concurrency and rates a hundredth of a full account’s', async () => {
  const quotas = await started()
  const value = async (ServiceCode: string, QuotaCode: string) =>
    (await quotas.getServiceQuota({ ServiceCode, QuotaCode })).Quota?.Value
  await expect(value('lambda', 'L-B99A9384')).resolves.toBe(30)
  await expect(value('apigateway', 'L-8A5B8E43')).resolves.toBe(100)
  await expect(value('ec2', 'L-1216C47A')).resolves.toBeGreaterThanOrEqual(96)
  await expect(quotas.listServiceQuotas({ ServiceCode: 'lambda' })).resolves.toMatchObject({
    Quotas: [{ QuotaCode: 'L-B99A9384', QuotaName: 'Concurrent executions' }],
  })
})

it('says that it has no quota of another code', async () => {
  const quotas = await started()
  await expect(quotas.getServiceQuota({ ServiceCode: 'lambda', QuotaCode: 'L-0' })).rejects.toMatchObject({
    name: 'NoSuchResourceException',
  })
})
