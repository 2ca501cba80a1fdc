import type { Ec2Network } from '../ec2/ec2-network.js'
import type { Instances } from '../instance/instances.js'
import type { NamedOperations } from '../service.js'
import type { Settings } from '../settings.js'
import type { Persistence } from '../persistence/persistence.js'
import { cancelOperation } from './cancel-command.js'
import { emptySsm } from './command.js'
import { commandQueries } from './command-queries.js'
import { managedInstanceOperations } from './managed-instances.js'
import { parameterOperations } from './parameters.js'
import { commandRuns } from './runs.js'
import { sendOperation } from './send-command.js'
import { sessionOperations } from './sessions.js'

export interface SsmOptions {
  readonly persistence: Persistence
  readonly network: Ec2Network
  readonly instances: Instances
  readonly settings: Settings
}

/** Systems Manager: Run Command, whose commands really run, and the public parameters that name machine images. */
export function ssm({ persistence, network, instances, settings }: SsmOptions): NamedOperations {
  const section = persistence.section('ssm', emptySsm)
  const managed = { network, settings }
  const runs = commandRuns(section, network, instances)
  return {
    kind: 'named',
    signingName: 'ssm',
    protocol: 'json',
    targets: ['AmazonSSM'],
    operations: {
      ...sendOperation(section, managed, settings, runs),
      ...cancelOperation(section, runs),
      ...commandQueries(section, network, settings),
      ...managedInstanceOperations(managed),
      ...parameterOperations(settings),
      ...sessionOperations(network),
    },
  }
}
