import type { SecurityGroupRule } from '@aws-sdk/client-ec2'
import * as v from 'valibot'
import { LAB_TAG, type Tags } from '../../core/ledger.js'
import { verbatim } from '../../system/text.js'
import type { Aws } from '../client/aws.js'
import { awsErrorName } from '../client/errors.js'
import { everyItem, pages } from '../client/pages.js'
import { waitUntil } from '../client/wait.js'
import { isRecentlyCreated } from '../recently-created.js'
import { labIn, madeBy, tagList } from '../tags.js'
import { NONE, resource, there } from './resource.js'

/** TCP in on one port from one source, in a security group. */
export const ingressRule = resource({
  type: 'ingress-rule',
  intent: v.object({ securityGroupId: v.string(), port: v.number(), cidr: v.string(), lab: v.string() }),
  undo: 'delete',
  listed: 'late',
  running: 'free',
  opensToAll: ({ cidr }) => cidr === '0.0.0.0/0',
  find: async ({ aws, intent }) => {
    const rule = await ruleLike(aws, intent)
    return rule === null ? NONE : there(rule.labId === intent.lab ? 'ours' : 'foreign', rule.id)
  },
  create: async ({ aws, wanted, tags }) => ({ id: await authorizeIngress(aws, wanted, tags), details: {} }),
  ready: async ({ aws, wanted }) => {
    await listedRule(aws, wanted)
  },
  remains: async ({ aws, intent, row }) => {
    if (row.id === null) return null
    const isListed = (await ingressRules(aws, intent.securityGroupId)).some(({ id }) => id === row.id)
    return isListed || isRecentlyCreated(row) ? there('ours', row.id) : NONE
  },
  remove: async ({ aws, intent, id }) => {
    await revokeIngress(aws, intent.securityGroupId, id)
    return { kind: 'removed' }
  },
  describe: ({ port, cidr }, id) => verbatim(`${id ?? '…'}: TCP ${port} ← ${cidr}`),
  tagged: async (aws, labId) =>
    (await rules(aws, madeBy(labId))).map(({ id, fromPort, cidr, securityGroupId, labId: lab }) => ({
      id,
      labId: lab ?? '',
      intent: { securityGroupId, port: fromPort, cidr: cidr ?? '', lab: lab ?? '' },
      what: verbatim(`${id}: TCP ${fromPort} ← ${cidr ?? '?'}`),
    })),
})

/** One inbound rule of a security group. */
export interface IngressRule {
  readonly id: string
  readonly securityGroupId: string
  readonly protocol: string
  readonly fromPort: number
  readonly toPort: number
  /** null: from a security group or a prefix list. */
  readonly cidr: string | null
  readonly labId: string | null
}

export interface NewIngressRule {
  readonly securityGroupId: string
  readonly port: number
  readonly cidr: string
}

export async function ingressRules(aws: Aws, securityGroupId: string): Promise<IngressRule[]> {
  return rules(aws, { Name: 'group-id', Values: [securityGroupId] })
}

/** The rule that lets TCP in on exactly that port from exactly there. */
async function ruleLike(aws: Aws, wanted: NewIngressRule): Promise<IngressRule | null> {
  const all = await ingressRules(aws, wanted.securityGroupId)
  return (
    all.find(
      (rule) =>
        rule.protocol === 'tcp' &&
        rule.fromPort === wanted.port &&
        rule.toPort === wanted.port &&
        rule.cidr === wanted.cidr,
    ) ?? null
  )
}

/** Adds the rule and answers its id; where there is the same already, that one's. */
export async function authorizeIngress(aws: Aws, wanted: NewIngressRule, tags: Tags): Promise<string> {
  const ec2 = await aws.ec2()
  try {
    const { SecurityGroupRules } = await ec2.authorizeSecurityGroupIngress({
      GroupId: wanted.securityGroupId,
      IpPermissions: [
        {
          IpProtocol: 'tcp',
          FromPort: wanted.port,
          ToPort: wanted.port,
          IpRanges: [{ CidrIp: wanted.cidr, Description: `Locust page (${tags[LAB_TAG] ?? 'lab'})` }],
        },
      ],
      TagSpecifications: [{ ResourceType: 'security-group-rule', Tags: tagList(tags) }],
    })
    const id = SecurityGroupRules?.[0]?.SecurityGroupRuleId
    if (id !== undefined) return id
  } catch (thrown) {
    // EC2 has no token for this call: a retry of one that got through answers so.
    if (awsErrorName(thrown) !== 'InvalidPermission.Duplicate') throw thrown
  }
  return listedRule(aws, wanted)
}

/** Resolves with the rule's id when EC2 lists it, which may be a moment after it accepted it. */
export async function listedRule(aws: Aws, wanted: NewIngressRule): Promise<string> {
  return waitUntil({
    waitingFor: { en: 'the rule to be listed', ko: '규칙이 조회되기를 대기' },
    seconds: 60,
    signal: aws.signal,
    look: async () => (await ruleLike(aws, wanted))?.id ?? null,
  })
}

/** A rule or a group that is not there any more is as good as revoked. */
export async function revokeIngress(aws: Aws, securityGroupId: string, ruleId: string): Promise<void> {
  const ec2 = await aws.ec2()
  try {
    await ec2.revokeSecurityGroupIngress({ GroupId: securityGroupId, SecurityGroupRuleIds: [ruleId] })
  } catch (thrown) {
    if (!GONE.has(awsErrorName(thrown) ?? '')) throw thrown
  }
}

const GONE = new Set([
  'InvalidGroup.NotFound',
  'InvalidSecurityGroupRuleId.NotFound',
  'InvalidPermission.NotFound',
])

async function rules(aws: Aws, filter: { Name: string; Values: string[] }): Promise<IngressRule[]> {
  const ec2 = await aws.ec2()
  const found = await everyItem(
    pages(
      (NextToken) => ec2.describeSecurityGroupRules({ Filters: [filter], NextToken }),
      ({ NextToken }) => NextToken,
    ),
    ({ SecurityGroupRules }) => SecurityGroupRules,
  ).catch((thrown: unknown) => {
    if (GONE.has(awsErrorName(thrown) ?? '')) return []
    throw thrown
  })
  return found.filter(({ IsEgress }) => IsEgress !== true).map(asIngressRule)
}

function asIngressRule(rule: SecurityGroupRule): IngressRule {
  return {
    id: rule.SecurityGroupRuleId ?? '',
    securityGroupId: rule.GroupId ?? '',
    protocol: rule.IpProtocol ?? '-1',
    fromPort: rule.FromPort ?? -1,
    toPort: rule.ToPort ?? -1,
    cidr: rule.CidrIpv4 ?? rule.CidrIpv6 ?? null,
    labId: labIn(rule.Tags),
  }
}
