import type { Ec2Network } from '../ec2/ec2-network.js'
import type { InstanceProfiles } from '../iam/iam.js'
import { type NamedOperations, ServiceError } from '../service.js'
import type { Settings } from '../settings.js'
import type { Persistence } from '../persistence/persistence.js'
import { createOperation } from './create-environment.js'
import { emptyCloud9 } from './environment.js'
import { describeOperations } from './describe-environments.js'
import { provisioning } from './provisioning.js'
import { tagOperations } from './tags.js'
import { deleteOperation } from './delete-environment.js'

export interface Cloud9Options {
  readonly persistence: Persistence
  readonly network: Ec2Network
  readonly profiles: InstanceProfiles
  readonly settings: Settings
}

/** Cloud9: environments with an EC2 instance and a security group each, made and deleted behind the answers. */
export function cloud9({ persistence, network, profiles, settings }: Cloud9Options): NamedOperations {
  const section = persistence.section('cloud9', emptyCloud9)
  const work = provisioning({ section, network, profiles, settings })
  const operations = {
    ...createOperation({ section, network, profiles, settings, work }),
    ...describeOperations(section, network, settings),
    ...deleteOperation(section, work),
    ...tagOperations(section, settings),
  }
  return {
    kind: 'named',
    signingName: 'cloud9',
    protocol: 'json',
    targets: ['AWSCloud9WorkspaceManagementService'],
    operations: settings.cloud9 === 'open' ? operations : refusing(operations),
  }
}

/** As AWS answers accounts that had not used Cloud9 before it was closed to new ones, in July 2024. */
function refusing(operations: NamedOperations['operations']): NamedOperations['operations'] {
  const refuse = async (): Promise<never> => {
    throw new ServiceError('AccessDeniedException', 'This account does not have access to the Cloud9 service')
  }
  return Object.fromEntries(Object.keys(operations).map((name) => [name, refuse]))
}
