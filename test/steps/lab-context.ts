import type { Aws } from '../../src/aws/client/aws.js'
import { LAB_TAG } from '../../src/core/ledger.js'
import { openLedger } from '../../src/core/ledger/open-ledger.js'
import type { Journal } from '../../src/core/state/journal.js'
import type { StepContext } from '../../src/core/step.js'
import type { Access } from '../../src/core/target.js'
import { labStore } from '../../src/cli/connect/lab-store.js'

/** What the engine gives the step `environment`, of a lab whose state is in memory only. */
export function contextOf(journal: Journal, access: Access, dir: string): StepContext {
  const signal = new AbortController().signal
  const { lab: labId } = journal.now()
  const tags = { [LAB_TAG]: labId }
  const { artifacts } = labStore(dir)
  const place = { access, artifacts, signal }
  return {
    labId,
    stepId: 'environment',
    access,
    lang: 'en',
    overForeignChanges: 'refuse',
    signal,
    ledger: openLedger({ journal, stepId: 'environment', tags, overForeignChanges: 'refuse', place }),
    artifacts,
    records: { read: () => null, write: async () => undefined },
  }
}

/** The application's VPC, as far as the load generator needs it, with that subnet. */
export async function makeNetwork(cloud: Aws, name: string, AvailabilityZone: string): Promise<void> {
  const ec2 = await cloud.ec2()
  const named = (ResourceType: 'vpc' | 'subnet', Value: string) => ({
    TagSpecifications: [{ ResourceType, Tags: [{ Key: 'Name', Value }] }],
  })
  const { Vpc } = await ec2.createVpc({ CidrBlock: '10.0.0.0/16', ...named('vpc', 'serverless-app-vpc') })
  const subnet = { VpcId: Vpc?.VpcId, CidrBlock: '10.0.0.0/24', AvailabilityZone }
  await ec2.createSubnet({ ...subnet, ...named('subnet', name) })
}
