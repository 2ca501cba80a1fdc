import * as v from 'valibot'
import type { Members, NamedOperations } from '../../service.js'
import type { Ec2Context } from '../context.js'
import { required } from '../errors.js'
import { read, Texts } from '../input.js'
import { LISTING, listed } from '../listing.js'
import type { SecurityGroup, SecurityGroupRule } from '../state.js'
import { tagSet } from '../tags.js'

export function describeRuleOperations(context: Ec2Context): NamedOperations['operations'] {
  const { section, consistency } = context
  return { DescribeSecurityGroupRules }

  async function DescribeSecurityGroupRules(input: Members): Promise<Members> {
    const request = read(v.strictObject({ SecurityGroupRuleId: Texts, ...LISTING }), input)
    const all = Object.values(section.now.securityGroups).flatMap((group) =>
      group.rules.filter(({ ruleId }) => consistency.isSeen(ruleId)).map((rule) => ({ group, rule })),
    )
    const byId = Object.fromEntries(all.map((entry) => [entry.rule.ruleId, entry]))
    const ids = request.SecurityGroupRuleId
    const found = ids.length === 0 ? all : ids.map((id) => required(byId, 'security-group-rule', id))
    const page = listed(
      section.now,
      request,
      found,
      ({ rule }) => rule.ruleId,
      ({ group, rule }) => ({
        'group-id': group.groupId,
        'security-group-rule-id': rule.ruleId,
      }),
    )
    return {
      securityGroupRuleSet: page.items.map(({ group, rule }) => shownRule(context, group, rule)),
      nextToken: page.nextToken,
    }
  }
}

/** A rule as an answer shows it. */
export function shownRule(
  { section, settings }: Ec2Context,
  { groupId }: SecurityGroup,
  rule: SecurityGroupRule,
): Members {
  const { region, account } = settings
  return {
    groupId,
    groupOwnerId: account,
    securityGroupRuleId: rule.ruleId,
    securityGroupRuleArn: `arn:aws:ec2:${region}:${account}:security-group-rule/${rule.ruleId}`,
    ...ruleMembers(rule, account),
    tagSet: tagSet(section.now, rule.ruleId),
  }
}

/** What a rule allows, to whom. */
export function ruleMembers(rule: SecurityGroupRule, account: string): Members {
  const { isEgress, protocol, fromPort, toPort, peer, description } = rule
  return {
    isEgress,
    ipProtocol: protocol,
    fromPort,
    toPort,
    description,
    ...(peer.kind === 'ipv4' ? { cidrIpv4: peer.cidr } : {}),
    ...(peer.kind === 'ipv6' ? { cidrIpv6: peer.cidr } : {}),
    ...(peer.kind === 'group' ? { referencedGroupInfo: { groupId: peer.groupId, userId: account } } : {}),
  }
}
