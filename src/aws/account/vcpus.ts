import type { Instance } from '@aws-sdk/client-ec2'
import type { Aws } from '../client/aws.js'
import { instances } from '../resources/ec2-instance/instances.js'

/** Running On-Demand Standard (A, C, D, H, I, M, R, T, Z) instances. */
export const STANDARD_VCPUS = 'L-1216C47A'

export interface Vcpus {
  readonly quota: number
  /** By what runs in the Region now, of the families that the quota is for. */
  readonly inUse: number
}

export async function standardVcpus(aws: Aws): Promise<Vcpus> {
  const quotas = await aws.serviceQuotas()
  const [{ Quota }, inUse] = await Promise.all([
    quotas.getServiceQuota({ ServiceCode: 'ec2', QuotaCode: STANDARD_VCPUS }),
    vcpusInUse(aws),
  ])
  return { quota: Quota?.Value ?? 0, inUse }
}

export const isStandard = (instanceType: string): boolean => /^[acdhimrtz]\d/.test(instanceType)

/** The zones of the Region in which that instance type can be had. */
export async function zonesOffering(aws: Aws, instanceType: string): Promise<readonly string[]> {
  const ec2 = await aws.ec2()
  const { InstanceTypeOfferings = [] } = await ec2.describeInstanceTypeOfferings({
    LocationType: 'availability-zone',
    Filters: [{ Name: 'instance-type', Values: [instanceType] }],
  })
  return InstanceTypeOfferings.flatMap(({ Location }) => Location ?? []).toSorted()
}

async function vcpusInUse(aws: Aws): Promise<number> {
  const running = await instances(aws, [], ['pending', 'running'])
  return running.filter(counts).reduce((sum, instance) => sum + vcpus(instance), 0)
}

/** Spot instances have a quota of their own. */
const counts = ({ InstanceType, InstanceLifecycle }: Instance): boolean =>
  isStandard(InstanceType ?? '') && InstanceLifecycle === undefined

const vcpus = ({ CpuOptions }: Instance): number =>
  (CpuOptions?.CoreCount ?? 0) * (CpuOptions?.ThreadsPerCore ?? 1)
