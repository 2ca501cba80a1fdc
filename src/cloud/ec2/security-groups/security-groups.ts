import * as v from 'valibot'
import { type Members, type NamedOperations, ServiceError } from '../../service.js'
import type { Ec2Context } from '../context.js'
import { chosen, required } from '../errors.js'
import { read, Texts } from '../input.js'
import { permissionsOf } from './ip-permissions.js'
import { LISTING, listed, named, type Attributes } from '../listing.js'
import { newId } from '../resource-ids.js'
import { allOutbound } from './rules.js'
import type { Ec2State, SecurityGroup } from '../state.js'
import { addTags, tagSet, tagsFor, TagSpecifications } from '../tags.js'

const CreateRequest = v.strictObject({
  GroupName: v.pipe(v.string(), v.minLength(1), v.maxLength(255)),
  GroupDescription: v.pipe(v.string(), v.minLength(1), v.maxLength(255)),
  VpcId: v.optional(v.string()),
  TagSpecification: TagSpecifications,
})

export function securityGroupOperations({
  section,
  settings,
  consistency,
}: Ec2Context): NamedOperations['operations'] {
  return { CreateSecurityGroup, DescribeSecurityGroups, DeleteSecurityGroup }

  async function CreateSecurityGroup(input: Members): Promise<Members> {
    const request = read(CreateRequest, input)
    const { VpcId } = request
    if (request.GroupName.startsWith('sg-'))
      throw new ServiceError(
        'InvalidParameterValue',
        `Value (${request.GroupName}) for parameter GroupName is invalid. Group names may not be in the format sg-*.`,
      )
    if (VpcId === undefined) throw new ServiceError('VPCIdNotSpecified', 'No default VPC for this user')
    const group = newSecurityGroup(VpcId, request.GroupName, request.GroupDescription)
    await section.change((draft) => {
      addSecurityGroup(draft, group)
      addTags(draft, group.groupId, tagsFor('security-group', request.TagSpecification))
    })
    consistency.made(group.groupId)
    return {
      return: true,
      groupId: group.groupId,
      tagSet: tagSet(section.now, group.groupId),
      securityGroupArn: arnOf(group),
    }
  }

  async function DescribeSecurityGroups(input: Members): Promise<Members> {
    const request = read(v.strictObject({ GroupId: Texts, GroupName: Texts, ...LISTING }), input)
    const seen = chosen(section.now.securityGroups, 'security-group', request.GroupId).filter(({ groupId }) =>
      consistency.isSeen(groupId),
    )
    const found = named(request.GroupName, seen, ({ groupName }) => groupName)
    const page = listed(section.now, request, found, ({ groupId }) => groupId, attributesOf)
    return {
      securityGroupInfo: page.items.map((group) => shown(section.now, group)),
      nextToken: page.nextToken,
    }
  }

  async function DeleteSecurityGroup(input: Members): Promise<Members> {
    const { GroupId } = read(v.strictObject({ GroupId: v.string() }), input)
    await section.change((draft) => removeSecurityGroup(draft, GroupId))
    return { return: true, groupId: GroupId }
  }

  function shown(state: Ec2State, group: SecurityGroup): Members {
    return {
      ownerId: settings.account,
      groupId: group.groupId,
      groupName: group.groupName,
      groupDescription: group.description,
      vpcId: group.vpcId,
      securityGroupArn: arnOf(group),
      ipPermissions: permissionsOf(
        group.rules.filter((rule) => !rule.isEgress),
        settings.account,
      ),
      ipPermissionsEgress: permissionsOf(
        group.rules.filter((rule) => rule.isEgress),
        settings.account,
      ),
      tagSet: tagSet(state, group.groupId),
    }
  }

  function attributesOf(group: SecurityGroup): Attributes {
    const inbound = group.rules.filter((rule) => !rule.isEgress)
    return {
      'group-id': group.groupId,
      'group-name': group.groupName,
      description: group.description,
      'vpc-id': group.vpcId,
      'owner-id': settings.account,
      'ip-permission.protocol': inbound.map(({ protocol }) => protocol),
      'ip-permission.from-port': inbound.map(({ fromPort }) => String(fromPort)),
      'ip-permission.to-port': inbound.map(({ toPort }) => String(toPort)),
      'ip-permission.cidr': inbound.flatMap(({ peer }) => (peer.kind === 'ipv4' ? [peer.cidr] : [])),
      'ip-permission.group-id': inbound.flatMap(({ peer }) => (peer.kind === 'group' ? [peer.groupId] : [])),
    }
  }

  function arnOf({ groupId }: SecurityGroup): string {
    return `arn:aws:ec2:${settings.region}:${settings.account}:security-group/${groupId}`
  }
}

export function newSecurityGroup(vpcId: string, groupName: string, description: string): SecurityGroup {
  return { groupId: newId('sg'), groupName, description, vpcId, rules: [allOutbound()] }
}

export function addSecurityGroup(draft: Ec2State, group: SecurityGroup): void {
  required(draft.vpcs, 'vpc', group.vpcId)
  for (const other of Object.values(draft.securityGroups))
    if (other.vpcId === group.vpcId && other.groupName === group.groupName)
      throw new ServiceError(
        'InvalidGroup.Duplicate',
        `The security group '${group.groupName}' already exists for VPC '${group.vpcId}'`,
      )
  draft.securityGroups[group.groupId] = group
}

/** Throws DependencyViolation while an instance or another group's rule uses it. */
export function removeSecurityGroup(draft: Ec2State, groupId: string): void {
  const group = required(draft.securityGroups, 'security-group', groupId)
  if (group.groupName === 'default')
    throw new ServiceError(
      'CannotDelete',
      `the specified group: "${groupId}" name: "default" cannot be deleted by a user`,
    )
  const isUsed = Object.values(draft.instances).some(
    ({ state, securityGroupIds }) => state !== 'terminated' && securityGroupIds.includes(groupId),
  )
  const isReferenced = Object.values(draft.securityGroups).some(
    (other) =>
      other.groupId !== groupId &&
      other.rules.some(({ peer }) => peer.kind === 'group' && peer.groupId === groupId),
  )
  if (isUsed || isReferenced)
    throw new ServiceError('DependencyViolation', `resource ${groupId} has a dependent object`)
  delete draft.securityGroups[groupId]
  for (const id of [groupId, ...group.rules.map(({ ruleId }) => ruleId)]) delete draft.tags[id]
}
