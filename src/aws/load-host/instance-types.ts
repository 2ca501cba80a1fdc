import type { _InstanceType } from '@aws-sdk/client-ec2'
import { LabError } from '../../core/errors.js'
import type { Aws } from '../client/aws.js'
import { awsErrorName } from '../client/errors.js'

/** A name such as `c5.xlarge`; EC2 knows which there are, and has more of them than the SDK lists. */
export const isInstanceType = (name: string): name is _InstanceType =>
  /^[a-z][a-z0-9-]{1,14}\.[a-z0-9-]{2,15}$/.test(name)

/** Cloud9 takes the older families only: `c5`, but neither `c6i` nor `m7g`. */
export const isCloud9Type = (name: string): boolean =>
  name.length <= 20 && /^[a-z]+[1-9][.][a-z0-9]+$/.test(name)

export interface InstanceTypeFacts {
  readonly vcpus: number
  readonly architecture: 'x86_64' | 'arm64'
}

/** null: EC2 has no such type in the Region. */
export async function instanceTypeFacts(aws: Aws, name: string): Promise<InstanceTypeFacts | null> {
  if (!isInstanceType(name)) return null
  const ec2 = await aws.ec2()
  const { InstanceTypes = [] } = await ec2
    .describeInstanceTypes({ InstanceTypes: [name] })
    .catch((thrown: unknown) => {
      if (awsErrorName(thrown) === 'InvalidInstanceType') return { InstanceTypes: [] }
      throw thrown
    })
  const [type] = InstanceTypes
  const isArm = type?.ProcessorInfo?.SupportedArchitectures?.includes('arm64') ?? false
  const vcpus = type?.VCpuInfo?.DefaultVCpus
  return vcpus === undefined ? null : { vcpus, architecture: isArm ? 'arm64' : 'x86_64' }
}

/** Types to choose from instead of one that cannot be had, by their vCPUs; all of them are good for Cloud9, too. */
export const CHOICES: readonly { readonly name: _InstanceType; readonly vcpus: number }[] = [
  { name: 'c5.large', vcpus: 2 },
  { name: 'm5.large', vcpus: 2 },
  { name: 'c5.xlarge', vcpus: 4 },
  { name: 'm5.xlarge', vcpus: 4 },
  { name: 'c5.2xlarge', vcpus: 8 },
  { name: 'm5.2xlarge', vcpus: 8 },
  { name: 'c5.4xlarge', vcpus: 16 },
  { name: 'm5.4xlarge', vcpus: 16 },
  { name: 'c5.9xlarge', vcpus: 36 },
  { name: 'c5.12xlarge', vcpus: 48 },
  { name: 'c5.24xlarge', vcpus: 96 },
]

/** Those of `CHOICES` that the zone offers; all of them where EC2 does not tell. */
export async function offeredChoices(aws: Aws, zone: string): Promise<typeof CHOICES> {
  const ec2 = await aws.ec2()
  const { InstanceTypeOfferings = [] } = await ec2
    .describeInstanceTypeOfferings({
      LocationType: 'availability-zone',
      Filters: [
        { Name: 'location', Values: [zone] },
        { Name: 'instance-type', Values: CHOICES.map(({ name }) => name) },
      ],
    })
    .catch(() => ({ InstanceTypeOfferings: [] }))
  const offered = new Set(InstanceTypeOfferings.map(({ InstanceType }) => InstanceType))
  return offered.size === 0 ? CHOICES : CHOICES.filter(({ name }) => offered.has(name))
}

export function notInRegion(instanceType: string): LabError {
  return new LabError({
    code: 'no-such-type',
    what: {
      en: `There is no instance type ${instanceType} in this Region.`,
      ko: `이 리전에는 ${instanceType} 인스턴스 유형이 없습니다.`,
    },
    why: null,
    next: {
      en: 'Choose another, such as `--instance-type c5.xlarge`.',
      ko: '`--instance-type c5.xlarge`처럼 다른 유형을 고르세요.',
    },
  })
}
