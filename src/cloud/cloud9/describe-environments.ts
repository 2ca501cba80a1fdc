import * as v from 'valibot'
import type { Ec2Network } from '../ec2/ec2-network.js'
import { readInput } from '../protocol/input.js'
import type { Members, NamedOperations } from '../service.js'
import type { Settings } from '../settings.js'
import type { Section } from '../persistence/persistence.js'
import { type Cloud9State, type Environment, environmentOf } from './environment.js'
import { arnOf } from './tags.js'

const PAGE = 25

const ListRequest = v.strictObject({
  maxResults: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(PAGE)), PAGE),
  nextToken: v.optional(v.pipe(v.string(), v.regex(/^\d{1,9}$/)), '0'),
})
const DescribeRequest = v.strictObject({
  environmentIds: v.pipe(v.array(v.string()), v.minLength(1), v.maxLength(PAGE)),
})
const StatusRequest = v.strictObject({ environmentId: v.string() })

export function describeOperations(
  section: Section<Cloud9State>,
  network: Ec2Network,
  settings: Settings,
): NamedOperations['operations'] {
  return { ListEnvironments, DescribeEnvironments, DescribeEnvironmentStatus }

  async function ListEnvironments(input: Members): Promise<Members> {
    const { maxResults, nextToken } = readInput(ListRequest, input, 'BadRequestException')
    const ids = Object.keys(section.now.environments)
    const [from, to] = [Number(nextToken), Number(nextToken) + (maxResults || PAGE)]
    return { environmentIds: ids.slice(from, to), ...(to < ids.length ? { nextToken: String(to) } : {}) }
  }

  async function DescribeEnvironments(input: Members): Promise<Members> {
    const { environmentIds } = readInput(DescribeRequest, input, 'BadRequestException')
    return {
      environments: environmentIds.map((id) => {
        const environment = environmentOf(section.now, id)
        return {
          id,
          name: environment.name,
          description: environment.description,
          type: 'ec2',
          connectionType: environment.connectionType,
          arn: arnOf(environment, settings),
          ownerArn: environment.ownerArn,
          lifecycle: {
            status: environment.status,
            ...(environment.reason === null ? {} : { reason: environment.reason }),
          },
          managedCredentialsStatus: 'DISABLED_BY_DEFAULT',
        }
      }),
    }
  }

  async function DescribeEnvironmentStatus(input: Members): Promise<Members> {
    const { environmentId } = readInput(StatusRequest, input, 'BadRequestException')
    return statusOf(environmentOf(section.now, environmentId))
  }

  function statusOf({ environmentId, status, reason }: Environment): Members {
    if (status === 'CREATING') return { status: 'creating', message: 'Environment is being created' }
    if (status === 'DELETING') return { status: 'deleting', message: 'Environment is being deleted' }
    if (status !== 'CREATED') return { status: 'error', message: reason ?? status }
    const instanceId = network
      .tagged('aws:cloud9:environment', environmentId)
      .find((id) => id.startsWith('i-'))
    return INSTANCE_STATUS[network.instance(instanceId ?? '')?.state ?? 'terminated']
  }
}

const GONE = { status: 'error', message: 'The instance of the environment does not exist any more' }

const INSTANCE_STATUS = {
  pending: { status: 'connecting', message: 'Environment is connecting' },
  running: { status: 'ready', message: 'Environment is ready to use' },
  stopping: { status: 'stopping', message: 'Environment is stopping' },
  stopped: { status: 'stopped', message: 'Environment is stopped' },
  'shutting-down': GONE,
  terminated: GONE,
}
