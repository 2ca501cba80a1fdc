import { LabError } from '../../core/errors.js'
import type { Aws } from '../client/aws.js'

/** Two zones of the Region: the workshop's a and c where there are such. */
export async function twoZones(aws: Aws): Promise<readonly [string, string]> {
  const ec2 = await aws.ec2()
  const { AvailabilityZones = [] } = await ec2.describeAvailabilityZones({
    Filters: [
      { Name: 'zone-type', Values: ['availability-zone'] },
      { Name: 'state', Values: ['available'] },
    ],
  })
  const names = AvailabilityZones.flatMap(({ ZoneName }) => ZoneName ?? []).toSorted()
  const [first, ...others] = names
  const second = others.find((name) => name.endsWith('c')) ?? others[0]
  if (first !== undefined && second !== undefined) return [first, second]
  throw new LabError({
    code: 'too-few-zones',
    what: {
      en: 'This Region offers your account fewer than two Availability Zones.',
      ko: '이 계정이 이 리전에서 쓸 수 있는 가용 영역이 두 개보다 적습니다.',
    },
    why: { en: 'RDS needs subnets in two.', ko: 'RDS에는 두 가용 영역의 서브넷이 필요합니다.' },
    next: { en: 'Choose another with `--region`.', ko: '`--region`으로 다른 리전을 선택하세요.' },
  })
}
