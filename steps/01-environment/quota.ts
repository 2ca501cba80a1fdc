import { isStandard, standardVcpus } from '../../src/aws/account/vcpus.js'
import type { Aws } from '../../src/aws/client/aws.js'
import { findSubnet, placeOf } from '../../src/aws/load-host/instances.js'
import { refusedLaunch } from '../../src/aws/resources/ec2-instance/refused-launch.js'
import { LabError } from '../../src/core/errors.js'

/** Throws `vcpu-limit` where EC2 would refuse the instance after its role and group were made. Who may not look goes on. */
export async function judgeQuota(cloud: Aws, instanceType: string, vcpus: number): Promise<void> {
  if (!isStandard(instanceType)) return
  const known = await standardVcpus(cloud).catch((thrown: unknown) => {
    if (thrown instanceof LabError && thrown.exit !== 'interrupted') return null
    throw thrown
  })
  if (known === null || vcpus + known.inUse <= known.quota) return
  const { vpc, subnet } = cloud.access.names
  const { zone } = await placeOf(cloud, await findSubnet(cloud, vpc, subnet))
  const message = `${instanceType} needs ${vcpus} vCPUs; of the account's current vCPU limit of ${known.quota}, ${known.inUse} are in use.`
  const refused = await refusedLaunch(
    cloud,
    { name: 'VcpuLimitExceeded', message, cause: undefined },
    { instanceType, zone, first: null },
  )
  if (refused !== null) throw refused
}
