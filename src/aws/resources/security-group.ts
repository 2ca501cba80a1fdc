import * as v from 'valibot'
import type { Tags } from '../../core/ledger.js'
import { verbatim } from '../../system/text.js'
import type { Aws } from '../client/aws.js'
import { awsErrorName } from '../client/errors.js'
import { everyItem, pages } from '../client/pages.js'
import { waitUntil } from '../client/wait.js'
import { isRecentlyCreated } from '../recently-created.js'
import { labIn, madeBy, tagList } from '../tags.js'
import { NONE, resource, there } from './resource.js'

/** A security group for an instance that the lab launches. */
export const securityGroup = resource({
  type: 'security-group',
  intent: v.object({ name: v.string(), vpcId: v.string(), lab: v.string() }),
  undo: 'delete',
  listed: 'late',
  running: 'free',
  find: async ({ aws, intent }) => {
    const group = await groupNamed(aws, intent)
    return group === null ? NONE : there(group.lab === intent.lab ? 'ours' : 'foreign', group.id)
  },
  create: async ({ aws, wanted, tags }) => ({
    id: await createSecurityGroup(aws, wanted, tags),
    details: {},
  }),
  remains: async ({ aws, row }) => {
    if (row.id === null) return null
    const isListed = (await groups(aws, [{ Name: 'group-id', Values: [row.id] }])).length > 0
    return isListed || isRecentlyCreated(row) ? there('ours', row.id) : NONE
  },
  remove: async ({ aws, id }) => {
    await deleteSecurityGroup(aws, id)
    return { kind: 'removed' }
  },
  describe: ({ name }, id) => ({
    en: `the security group ${name} (${id ?? '…'})`,
    ko: `보안 그룹 ${name} (${id ?? '…'})`,
  }),
  // Without those that Cloud9 makes: they carry an environment's tags, and go with it.
  tagged: async (aws, labId) =>
    (await groups(aws, [madeBy(labId)]))
      .filter(({ isCloud9 }) => !isCloud9)
      .map(({ id, name, vpcId, lab }) => ({
        id,
        labId: lab ?? '',
        intent: { name, vpcId, lab: lab ?? '' },
        what: verbatim(`${name} (${id})`),
      })),
})

export interface NewSecurityGroup {
  /** Only this lab gives it: it tells the group again where an answer was lost. */
  readonly name: string
  readonly vpcId: string
}

/** A group without an inbound rule, and with EC2's default outbound one. Answers its id; where it is there already, that one's. */
export async function createSecurityGroup(aws: Aws, wanted: NewSecurityGroup, tags: Tags): Promise<string> {
  const ec2 = await aws.ec2()
  const { GroupId } = await ec2
    .createSecurityGroup({
      GroupName: wanted.name,
      VpcId: wanted.vpcId,
      Description: 'Load generator of a serverless-load-lab',
      TagSpecifications: [
        {
          ResourceType: 'security-group',
          Tags: tagList({ ...tags, Name: wanted.name }),
        },
      ],
    })
    .catch((thrown: unknown) => {
      // EC2 has no token for this call: a retry of one that got through answers so.
      if (awsErrorName(thrown) !== 'InvalidGroup.Duplicate') throw thrown
      return { GroupId: undefined }
    })
  return (
    GroupId ??
    (await waitUntil({
      waitingFor: { en: 'the security group to be listed', ko: '보안 그룹이 조회되기를 대기' },
      seconds: 60,
      signal: aws.signal,
      look: async () => (await groupNamed(aws, wanted))?.id ?? null,
    }))
  )
}

/** Resolves when it is gone. The interface of an instance that was just terminated holds it for a while. */
export async function deleteSecurityGroup(aws: Aws, id: string): Promise<void> {
  const ec2 = await aws.ec2()
  await waitUntil({
    waitingFor: { en: 'the security group to be free', ko: '보안 그룹 사용이 끝나기를 대기' },
    seconds: 300,
    signal: aws.signal,
    next: {
      en: 'See what still uses it (EC2, Network interfaces), then type `lab reset` again.',
      ko: '어떤 네트워크 인터페이스가 사용 중인지 EC2에서 확인한 뒤 `lab reset`을 다시 실행하세요.',
    },
    look: () =>
      ec2.deleteSecurityGroup({ GroupId: id }).then(
        () => 'gone',
        (thrown: unknown) => {
          const name = awsErrorName(thrown)
          if (name === 'InvalidGroup.NotFound') return 'gone'
          if (name === 'DependencyViolation' || name === 'InvalidGroup.InUse') return null
          throw thrown
        },
      ),
  })
}

async function groupNamed(aws: Aws, { name, vpcId }: NewSecurityGroup) {
  const found = await groups(aws, [
    { Name: 'group-name', Values: [name] },
    { Name: 'vpc-id', Values: [vpcId] },
  ])
  return found[0] ?? null
}

async function groups(aws: Aws, Filters: { Name: string; Values: string[] }[]) {
  const ec2 = await aws.ec2()
  const all = await everyItem(
    pages(
      (NextToken) => ec2.describeSecurityGroups({ Filters, NextToken }),
      ({ NextToken }) => NextToken,
    ),
    ({ SecurityGroups }) => SecurityGroups,
  )
  return all.map(({ GroupId = '', GroupName = '', VpcId = '', Tags = [] }) => ({
    id: GroupId,
    name: GroupName,
    vpcId: VpcId,
    lab: labIn(Tags),
    isCloud9: Tags.some(({ Key }) => Key === 'aws:cloud9:environment'),
  }))
}
