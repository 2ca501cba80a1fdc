import { LabError } from '../../core/errors.js'
import type { Aws } from '../client/aws.js'

/** Where the load generator is to be. */
export interface Subnet {
  readonly id: string
  readonly vpcId: string
  /** `ap-northeast-2a`. */
  readonly zone: string
  /** Whether an instance gets a public address by itself. */
  readonly publicAddresses: boolean
  readonly freeAddresses: number
}

/** The ids of the VPCs of that name, or that VPC; throws `application-missing` where there is none. */
export async function vpcsNamed(aws: Aws, name: string): Promise<readonly string[]> {
  const ec2 = await aws.ec2()
  const { Vpcs = [] } = await ec2.describeVpcs({ Filters: [called(name, 'vpc')] })
  const ids = Vpcs.flatMap(({ VpcId }) => VpcId ?? [])
  if (ids.length === 0) throw notThere('VPC', name, '--vpc')
  return ids
}

/** The subnet of that name or id in one of those VPCs; throws `application-missing`. */
export async function subnetNamed(aws: Aws, vpcIds: readonly string[], name: string): Promise<Subnet> {
  const ec2 = await aws.ec2()
  const { Subnets = [] } = await ec2.describeSubnets({
    Filters: [called(name, 'subnet'), { Name: 'vpc-id', Values: [...vpcIds] }],
  })
  const found = Subnets[0]
  if (found?.SubnetId === undefined) throw notThere('subnet', name, '--subnet')
  return {
    id: found.SubnetId,
    vpcId: found.VpcId ?? '',
    zone: found.AvailabilityZone ?? '',
    publicAddresses: found.MapPublicIpOnLaunch === true,
    freeAddresses: found.AvailableIpAddressCount ?? 0,
  }
}

/** The Region's zones; a Region that the account has not switched on refuses its credentials. */
export async function zones(aws: Aws): Promise<readonly string[]> {
  const ec2 = await aws.ec2()
  const { AvailabilityZones = [] } = await ec2.describeAvailabilityZones({})
  return AvailabilityZones.flatMap(({ ZoneName }) => ZoneName ?? [])
}

/** By its id, or by its name. */
function called(name: string, type: 'vpc' | 'subnet'): { Name: string; Values: string[] } {
  const isId = new RegExp(`^${type}-[0-9a-f]{8,17}$`).test(name)
  return { Name: isId ? `${type}-id` : 'tag:Name', Values: [name] }
}

function notThere(kind: string, name: string, flag: string): LabError {
  return new LabError({
    code: 'application-missing',
    what: { en: `There is no ${kind} named ${name}.`, ko: `이름이 ${name}인 ${kind}이(가) 없습니다.` },
    why: {
      en: 'The lab builds on the application of Modules 1 to 3 of the workshop.',
      ko: '이 실습은 워크숍의 Module 1~3에서 만든 애플리케이션을 사용합니다.',
    },
    next: {
      en: `Name another with \`${flag}\`, check the account and the Region with \`lab doctor\`, or create it: \`lab app deploy\`.`,
      ko: `\`${flag}\`로 다른 것을 지정하거나, \`lab doctor\`로 계정과 리전을 확인하거나, \`lab app deploy\`로 만드세요.`,
    },
  })
}
