import type { SecurityGroupRule } from '@aws-sdk/client-ec2'
import { LabError } from '../../core/errors.js'
import { LAB_TAG, type Tagged, type Tags } from '../../core/ledger.js'
import type { Access } from '../../core/target.js'
import { verbatim } from '../../system/text.js'
import type { Aws } from '../client/aws.js'
import { awsErrorName } from '../client/errors.js'
import { waitUntil } from '../client/wait.js'
import { labIn, madeBy, tagList } from '../tags.js'

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
export async function findIngressRule(aws: Aws, wanted: NewIngressRule): Promise<IngressRule | null> {
  const there = await ingressRules(aws, wanted.securityGroupId)
  return (
    there.find(
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
      TagSpecifications: [
        {
          ResourceType: 'security-group-rule',
          Tags: tagList(tags),
        },
      ],
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
    look: async () => (await findIngressRule(aws, wanted))?.id ?? null,
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

export async function taggedIngressRules(aws: Aws, labId: string | null): Promise<Tagged[]> {
  const tagged = await rules(aws, madeBy(labId))
  return tagged.map(({ id, fromPort, cidr, securityGroupId, labId: lab }) => ({
    type: 'ingress-rule',
    id,
    labId: lab ?? '',
    intent: { securityGroupId, port: fromPort, cidr: cidr ?? '', lab: lab ?? '' },
    what: verbatim(`${id}: TCP ${fromPort} ← ${cidr ?? '?'}`),
  }))
}

/** The caller's own address as the target sees it, as a /32. */
export async function callerCidr(access: Access): Promise<string> {
  const answer = await fetch(access.callerAddressUrl, { signal: AbortSignal.timeout(10_000) })
    .then((response) => response.text())
    .catch(() => '')
  const address = answer.trim()
  if (!/^\d{1,3}(\.\d{1,3}){3}$/.test(address)) throw unknownAddress(access.callerAddressUrl)
  return `${address}/32`
}

async function rules(aws: Aws, filter: { Name: string; Values: string[] }): Promise<IngressRule[]> {
  const ec2 = await aws.ec2()
  const found: SecurityGroupRule[] = []
  let NextToken: string | undefined
  do {
    const page = await ec2
      .describeSecurityGroupRules({ Filters: [filter], ...(NextToken && { NextToken }) })
      .catch((thrown: unknown) => {
        if (GONE.has(awsErrorName(thrown) ?? '')) return { SecurityGroupRules: [], NextToken: undefined }
        throw thrown
      })
    found.push(...(page.SecurityGroupRules ?? []))
    NextToken = page.NextToken
  } while (NextToken)
  return found.filter(({ IsEgress }) => IsEgress !== true).map(ingressRule)
}

function ingressRule(rule: SecurityGroupRule): IngressRule {
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

function unknownAddress(url: string): LabError {
  return new LabError({
    code: 'caller-address-unknown',
    what: { en: 'Your public address could not be determined.', ko: '공인 IP 주소를 확인하지 못했습니다.' },
    why: { en: `${url} did not return an IPv4 address.`, ko: `${url}에서 IPv4 주소를 받지 못했습니다.` },
    next: {
      en: 'Name it yourself: `lab next --source 203.0.113.7/32`.',
      ko: '직접 지정하세요: `lab next --source 203.0.113.7/32`',
    },
  })
}
