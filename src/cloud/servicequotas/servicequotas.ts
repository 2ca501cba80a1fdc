import * as v from 'valibot'
import { readInput } from '../protocol/input.js'
import { type Members, type NamedOperations, ServiceError } from '../service.js'
import type { Settings } from '../settings.js'
import { type Quota, quotasFor } from './quotas.js'

const ServiceCode = v.pipe(v.string(), v.regex(/^[a-zA-Z][a-zA-Z0-9-]{1,63}$/, 'Invalid service code.'))
const QuotaInput = v.strictObject({ ServiceCode, QuotaCode: v.string() })
const ListInput = v.strictObject({ ServiceCode })

/** Service Quotas: what the account may use at once, read-only. */
export function serviceQuotas({ settings }: { readonly settings: Settings }): NamedOperations {
  const quotas = quotasFor(settings.scale)

  const one = (input: Members): Quota => {
    const { ServiceCode: service, QuotaCode } = readInput(QuotaInput, input, 'IllegalArgumentException')
    const found = quotas.find(({ serviceCode, code }) => serviceCode === service && code === QuotaCode)
    if (found === undefined) throw noSuch(service, QuotaCode)
    return found
  }
  const all = (input: Members): readonly Quota[] => {
    const { ServiceCode: service } = readInput(ListInput, input, 'IllegalArgumentException')
    const found = quotas.filter(({ serviceCode }) => serviceCode === service)
    if (found.length === 0) throw noSuch(service)
    return found
  }
  const inForce = (quota: Quota): Members => members(quota, settings)

  return {
    kind: 'named',
    signingName: 'servicequotas',
    protocol: 'json',
    targets: ['ServiceQuotasV20190624'],
    operations: {
      GetServiceQuota: async (input) => ({ Quota: inForce(one(input)) }),
      ListServiceQuotas: async (input) => ({ Quotas: all(input).map(inForce) }),
    },
  }
}

const members = (quota: Quota, { region, account }: Settings): Members => ({
  ServiceCode: quota.serviceCode,
  ServiceName: quota.serviceName,
  QuotaArn: `arn:aws:servicequotas:${region}:${account}:${quota.serviceCode}/${quota.code}`,
  QuotaCode: quota.code,
  QuotaName: quota.name,
  Value: quota.value,
  Unit: 'None',
  Adjustable: true,
  GlobalQuota: false,
})

const noSuch = (service: string, code?: string): ServiceError =>
  new ServiceError(
    'NoSuchResourceException',
    `The local cloud keeps no quota${code === undefined ? '' : ` '${code}'`} of '${service}': it has those of lambda, ec2 and apigateway that bound a load test.`,
  )
