import type { _InstanceType, Instance, RunInstancesCommandInput } from '@aws-sdk/client-ec2'
import { LabError } from '../../../core/errors.js'
import type { Tags } from '../../../core/ledger.js'
import { verbatim } from '../../../system/text.js'
import type { Aws } from '../../client/aws.js'
import { awsErrorName } from '../../client/errors.js'
import { byId, ENDING, instances, PRESENT } from './instances.js'
import { endsItself, LIFETIME_HOURS } from './lifetime.js'
import { waitUntil } from '../../client/wait.js'
import { tagList } from '../../tags.js'

export interface NewInstance {
  readonly name: string
  readonly instanceType: _InstanceType
  readonly architecture: 'x86_64' | 'arm64'
  readonly subnetId: string
  readonly securityGroupId: string
  readonly profile: string
  /** The same on every retry: EC2 answers the same instance. */
  readonly token: string
  readonly tags: Tags
}

/** Launches one instance of the newest Amazon Linux 2023, and answers its id. */
export async function launchInstance(aws: Aws, wanted: NewInstance): Promise<string> {
  const ec2 = await aws.ec2()
  return waitUntil({
    waitingFor: {
      en: 'EC2 to recognize the instance profile and the security group',
      ko: 'EC2에 인스턴스 프로파일과 보안 그룹이 반영되기를 대기',
    },
    seconds: 120,
    signal: aws.signal,
    look: async () => {
      try {
        const { Instances = [] } = await ec2.runInstances(requestFor(wanted))
        return Instances[0]?.InstanceId ?? null
      } catch (thrown) {
        if (isUnknownProfile(thrown) || awsErrorName(thrown) === 'InvalidGroup.NotFound') return null
        // It was launched, with another type or network, by a call whose answer was lost.
        if (awsErrorName(thrown) === 'IdempotentParameterMismatch') return launchedWith(aws, wanted.token)
        throw thrown
      }
    },
  })
}

function requestFor(wanted: NewInstance): RunInstancesCommandInput {
  const { instanceType, architecture, subnetId, securityGroupId, profile, token, tags, name } = wanted
  const Tags = tagList({ ...tags, Name: name })
  return {
    ImageId: `resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-${architecture}`,
    InstanceType: instanceType,
    MinCount: 1,
    MaxCount: 1,
    NetworkInterfaces: [
      { DeviceIndex: 0, SubnetId: subnetId, Groups: [securityGroupId], AssociatePublicIpAddress: true },
    ],
    IamInstanceProfile: { Name: profile },
    MetadataOptions: { HttpTokens: 'required', HttpEndpoint: 'enabled', HttpPutResponseHopLimit: 1 },
    InstanceInitiatedShutdownBehavior: 'terminate',
    UserData: Buffer.from(endsItself(LIFETIME_HOURS)).toString('base64'),
    ClientToken: token,
    TagSpecifications: [
      { ResourceType: 'instance', Tags },
      { ResourceType: 'volume', Tags },
    ],
  }
}

/** IAM tells EC2 of a new profile some seconds after it told us. */
function isUnknownProfile(thrown: unknown): boolean {
  const cause = thrown instanceof LabError ? thrown.cause : thrown
  return cause instanceof Error && /iamInstanceProfile|IAM Instance Profile/i.test(cause.message)
}

async function launchedWith(aws: Aws, token: string): Promise<string | null> {
  const [instance] = await instances(aws, [{ Name: 'client-token', Values: [token] }])
  return instance?.InstanceId ?? null
}

/** Resolves when it runs and has an address; throws EC2's own reason where it ended instead. */
export async function launched(aws: Aws, id: string): Promise<void> {
  await waitUntil({
    waitingFor: { en: 'the instance to run', ko: '인스턴스 실행 대기' },
    seconds: 600,
    signal: aws.signal,
    look: async () => {
      // By a filter: asked by its id, EC2 does not know it for a moment.
      const [instance] = await instances(aws, [byId(id)], [...PRESENT, ...ENDING])
      const state = instance?.State?.Name
      if (state === 'terminated' || state === 'shutting-down') throw endedAtOnce(id, instance)
      // Stopped by somebody meanwhile: whoever uses it starts it.
      if (state === 'stopped' || state === 'stopping') return state
      return state === 'running' && instance?.PublicIpAddress !== undefined ? state : null
    },
  })
}

/** Resolves when it is terminated: only then is its security group free. */
export async function terminateInstance(aws: Aws, id: string): Promise<void> {
  const ec2 = await aws.ec2()
  const newest = Date.now() + MS_UNTIL_LISTED
  await waitUntil({
    waitingFor: { en: 'EC2 to recognize the instance', ko: 'EC2에 인스턴스가 반영되기를 대기' },
    seconds: 60,
    signal: aws.signal,
    look: () =>
      ec2.terminateInstances({ InstanceIds: [id] }).then(
        () => 'told',
        (thrown: unknown) => {
          if (awsErrorName(thrown) !== 'InvalidInstanceID.NotFound') throw thrown
          // Just launched, and not known everywhere yet; or gone for good.
          return Date.now() < newest ? null : 'gone'
        },
      ),
  })
  await waitUntil({
    waitingFor: { en: 'the instance to be terminated', ko: '인스턴스 종료 대기' },
    seconds: 600,
    signal: aws.signal,
    look: async () =>
      (await instances(aws, [byId(id)], [...PRESENT, 'shutting-down'])).length === 0 ? 'terminated' : null,
  })
}

/** Longer than EC2 takes to tell all its parts of a new instance. */
const MS_UNTIL_LISTED = 15_000

function endedAtOnce(id: string, instance: Instance | undefined): LabError {
  return new LabError({
    code: 'instance-ended',
    what: { en: `The instance ${id} ended.`, ko: `인스턴스 ${id}이(가) 종료되었습니다.` },
    why: verbatim(instance?.StateReason?.Message ?? instance?.StateTransitionReason ?? '-'),
    next: { en: 'Type `lab next` to launch another.', ko: '`lab next`로 새 인스턴스를 시작하세요.' },
  })
}
