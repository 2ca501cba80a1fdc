import * as v from 'valibot'
import type { Ec2Network } from '../ec2/ec2-network.js'
import { readInput } from '../protocol/input.js'
import { type Members, type NamedOperations, ServiceError } from '../service.js'

export function sessionOperations(network: Ec2Network): NamedOperations['operations'] {
  return { StartSession }

  async function StartSession(input: Members): Promise<Members> {
    const { Target } = readInput(v.object({ Target: v.string() }), input)
    const address = network.instance(Target)?.publicAddress
    const instead = address ? ` Open the port in its security group and connect to ${address}.` : ''
    throw new ServiceError(
      'TargetNotConnected',
      `The local cloud has no Session Manager; send a command to ${Target.slice(0, 100)} instead.${instead}`,
    )
  }
}
