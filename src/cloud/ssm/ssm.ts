import * as v from 'valibot'
import type { Ec2Network } from '../ec2/ec2-network.js'
import type { Instances } from '../instance/instances.js'
import { type NamedOperations, type Members, ServiceError } from '../service.js'
import type { Settings } from '../settings.js'
import type { Persistence } from '../persistence/persistence.js'
import { IMAGES } from '../ec2/instances/images.js'
import { readInput } from '../protocol/input.js'
import { sendOperation } from './run-command.js'
import { emptySsm } from './command.js'
import { commandQueries } from './command-queries.js'
import { managedInstanceOperations } from './managed-instances.js'
import { commandRuns } from './runs.js'

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
      ...commandQueries(section, network, settings),
      ...managedInstanceOperations(managed),
      ...parameterOperations(settings),
    },
  }
}

/** The public parameters that AWS keeps for its machine images; there are no others here. */
function parameterOperations({ region }: Settings): NamedOperations['operations'] {
  return { GetParameter }

  async function GetParameter(input: Members): Promise<Members> {
    const { Name } = readInput(v.strictObject({ Name: v.string() }), input)
    const image = IMAGES.find(({ parameters }) => parameters.includes(Name))
    if (image === undefined)
      throw new ServiceError('ParameterNotFound', `There is no parameter ${Name.slice(0, 200)}.`)
    return {
      Parameter: {
        Name,
        Type: 'String',
        Value: image.imageId,
        Version: 1,
        ARN: `arn:aws:ssm:${region}::parameter${Name}`,
        DataType: 'text',
      },
    }
  }
}
