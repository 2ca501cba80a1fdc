import type { Instance } from '@aws-sdk/client-ec2'
import { LabError } from '../../core/errors.js'
import type { Row } from '../../core/ledger.js'
import { subnetNamed, vpcsNamed } from '../account/network.js'
import type { Aws } from '../client/aws.js'
import { waitUntil } from '../client/wait.js'

/** The machine that the load comes from, whoever made it. */
export interface GeneratorInstance {
  readonly instanceId: string
  readonly state: string
  /** null: stopped, or not yet given one. An automatic address changes whenever the instance was stopped. */
  readonly publicAddress: string | null
  readonly securityGroupId: string
}

/** The instance behind a ledger row: an environment's, or the instance itself. null: it is not there. */
export async function findHost(aws: Aws, row: Row | null): Promise<GeneratorInstance | null> {
  if (row === null || row.id === null) return null
  return row.type === 'cloud9-environment'
    ? oneInstance(aws, 'tag:aws:cloud9:environment', row.id)
    : findInstance(aws, row.id)
}

/** null: there is none of that id, or it was terminated. */
export async function findInstance(aws: Aws, instanceId: string): Promise<GeneratorInstance | null> {
  return oneInstance(aws, 'instance-id', instanceId)
}

/** The same, for those who cannot do without it. */
export async function requireHost(aws: Aws, row: Row | null): Promise<GeneratorInstance> {
  const host = await findHost(aws, row)
  if (host === null) throw noHost()
  return host
}

/** Starts it where it was stopped (Cloud9 stops an idle instance), and resolves when it runs and has an address. */
export async function hostRunning(aws: Aws, row: Row): Promise<GeneratorInstance> {
  let asked = false
  return waitUntil({
    waitingFor: { en: 'the instance to run', ko: '인스턴스 실행 대기' },
    seconds: 600,
    signal: aws.signal,
    look: async () => {
      const host = await findHost(aws, row)
      if (host?.state === 'stopped' && !asked) {
        asked = true
        const ec2 = await aws.ec2()
        await ec2.startInstances({ InstanceIds: [host.instanceId] })
      }
      return host?.state === 'running' && host.publicAddress !== null ? host : null
    },
  })
}

/** The id of that subnet; throws where the application of Modules 1 to 3 is not in the account. */
export async function findSubnet(aws: Aws, vpcName: string, subnetName: string): Promise<string> {
  return (await subnetNamed(aws, await vpcsNamed(aws, vpcName), subnetName)).id
}

/** Where a subnet lies. */
export async function placeOf(aws: Aws, subnetId: string): Promise<{ vpcId: string; zone: string }> {
  const ec2 = await aws.ec2()
  const { Subnets = [] } = await ec2.describeSubnets({ SubnetIds: [subnetId] })
  return { vpcId: Subnets[0]?.VpcId ?? '', zone: Subnets[0]?.AvailabilityZone ?? '' }
}

async function oneInstance(aws: Aws, filter: string, value: string): Promise<GeneratorInstance | null> {
  const ec2 = await aws.ec2()
  const { Reservations = [] } = await ec2.describeInstances({
    Filters: [
      { Name: filter, Values: [value] },
      { Name: 'instance-state-name', Values: ['pending', 'running', 'stopping', 'stopped'] },
    ],
  })
  const [instance] = Reservations.flatMap((reservation) => reservation.Instances ?? [])
  return instance === undefined ? null : loadHost(instance)
}

function loadHost(instance: Instance): GeneratorInstance {
  return {
    instanceId: instance.InstanceId ?? '',
    state: instance.State?.Name ?? 'unknown',
    publicAddress: instance.PublicIpAddress ?? null,
    securityGroupId: instance.SecurityGroups?.[0]?.GroupId ?? '',
  }
}

function noHost(): LabError {
  return new LabError({
    code: 'no-load-host',
    what: {
      en: 'The instance of the load generator does not exist.',
      ko: '부하 발생용 인스턴스가 없습니다.',
    },
    why: {
      en: 'The step `environment` creates it; somebody may have deleted it since.',
      ko: '`environment` 단계에서 만들지만, 그 뒤에 삭제되었을 수 있습니다.',
    },
    next: {
      en: 'Type `lab reset environment`, then `lab next`.',
      ko: '`lab reset environment`를 실행한 뒤 `lab next`를 실행하세요.',
    },
  })
}
