import * as v from 'valibot'
import { PortInUse } from '../../instance/instances.js'
import { type Members, type NamedOperations, ServiceError } from '../../service.js'
import type { Ec2Context } from '../context.js'
import { required } from '../errors.js'
import { read, Texts, Whole } from '../input.js'
import type { Ec2State, SecurityGroup, SecurityGroupRule } from '../state.js'
import { addTags, tagsFor, TagSpecifications } from '../tags.js'
import { applyRules } from './rules-in-force.js'
import { IpPermission, rulesOf } from './ip-permissions.js'
import { ruleMembers, shownRule } from './describe-rules.js'
import { describeRule, isSameRule } from './rules.js'

const RuleRequest = v.strictObject({
  GroupId: v.string(),
  IpPermissions: v.optional(v.array(IpPermission), []),
  SecurityGroupRuleId: Texts,
  // The short form of one permission.
  IpProtocol: v.optional(v.string()),
  FromPort: v.optional(Whole),
  ToPort: v.optional(Whole),
  CidrIp: v.optional(v.string()),
  TagSpecification: TagSpecifications,
})

/** The inbound rules of security groups; a change is in force when it is answered. */
export function ingressOperations(context: Ec2Context): NamedOperations['operations'] {
  const { section, settings } = context
  return { AuthorizeSecurityGroupIngress, RevokeSecurityGroupIngress }

  async function AuthorizeSecurityGroupIngress(input: Members): Promise<Members> {
    const request = read(RuleRequest, input)
    const rules = requested(request)
    await section.change((draft) => {
      const group = required(draft.securityGroups, 'security-group', request.GroupId)
      for (const rule of rules) addRule(draft, group, rule)
      for (const { ruleId } of rules)
        addTags(draft, ruleId, tagsFor('security-group-rule', request.TagSpecification))
    })
    try {
      await applyRules(context, request.GroupId)
    } catch (error) {
      await section.change((draft) => removeRules(draft, request.GroupId, rules))
      throw error instanceof PortInUse ? new ServiceError('LocalPortInUse', error.message) : error
    }
    for (const { ruleId } of rules) context.consistency.made(ruleId)
    const group = required(section.now.securityGroups, 'security-group', request.GroupId)
    return { return: true, securityGroupRuleSet: rules.map((rule) => shownRule(context, group, rule)) }
  }

  async function RevokeSecurityGroupIngress(input: Members): Promise<Members> {
    const request = read(RuleRequest, input)
    const unwanted = request.SecurityGroupRuleId.length > 0 ? [] : requested(request)
    const revoked = await section.change((draft) => {
      const group = required(draft.securityGroups, 'security-group', request.GroupId)
      const rules = [
        ...request.SecurityGroupRuleId.map((id) => ruleWithId(group, id)),
        ...unwanted.map((rule) => ruleLike(group, rule)),
      ]
      removeRules(draft, group.groupId, rules)
      return rules
    })
    await applyRules(context, request.GroupId)
    return {
      return: true,
      unknownIpPermissionSet: [],
      revokedSecurityGroupRuleSet: revoked.map((rule) => ({
        groupId: request.GroupId,
        securityGroupRuleId: rule.ruleId,
        ...ruleMembers(rule, settings.account),
      })),
    }
  }
}

function requested(request: v.InferOutput<typeof RuleRequest>): SecurityGroupRule[] {
  const { IpProtocol, FromPort, ToPort, CidrIp } = request
  const short =
    IpProtocol === undefined || CidrIp === undefined
      ? []
      : [read(IpPermission, { IpProtocol, FromPort, ToPort, IpRanges: [{ CidrIp }] })]
  const rules = [...request.IpPermissions, ...short].flatMap(rulesOf)
  if (rules.length === 0)
    throw new ServiceError(
      'MissingParameter',
      'Either ipPermissions or a rule with a source must be specified',
    )
  return rules
}

function addRule(draft: Ec2State, group: SecurityGroup, rule: SecurityGroupRule): void {
  if (rule.peer.kind === 'group') required(draft.securityGroups, 'security-group', rule.peer.groupId)
  if (group.rules.some((present) => isSameRule(present, rule)))
    throw new ServiceError(
      'InvalidPermission.Duplicate',
      `the specified rule "${describeRule(rule)}" already exists`,
    )
  group.rules.push(rule)
}

function ruleWithId(group: SecurityGroup, ruleId: string): SecurityGroupRule {
  const rules = Object.fromEntries(
    group.rules.filter((rule) => !rule.isEgress).map((rule) => [rule.ruleId, rule]),
  )
  return required(rules, 'security-group-rule', ruleId)
}

function ruleLike(group: SecurityGroup, wanted: SecurityGroupRule): SecurityGroupRule {
  const rule = group.rules.find((present) => isSameRule(present, wanted))
  if (rule === undefined)
    throw new ServiceError(
      'InvalidPermission.NotFound',
      'The specified rule does not exist in this security group.',
    )
  return rule
}

function removeRules(draft: Ec2State, groupId: string, rules: readonly SecurityGroupRule[]): void {
  const ids = new Set(rules.map(({ ruleId }) => ruleId))
  const group = draft.securityGroups[groupId]
  if (group) group.rules = group.rules.filter(({ ruleId }) => !ids.has(ruleId))
  for (const id of ids) delete draft.tags[id]
}
