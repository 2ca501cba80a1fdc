import * as v from 'valibot'
import type { Members, NamedOperations } from '../../service.js'
import { blockOf } from './cidr.js'
import type { Ec2Context } from '../context.js'
import { chosen } from '../errors.js'
import { read, Texts } from '../input.js'
import { LISTING, listed } from '../listing.js'
import { newId } from '../resource-ids.js'
import { newSecurityGroup } from '../security-groups/security-groups.js'
import type { Ec2State, Vpc } from '../state.js'
import { addTags, tagSet, tagsFor, TagSpecifications } from '../tags.js'

export function vpcOperations({ section, settings }: Ec2Context): NamedOperations['operations'] {
  return { CreateVpc, DescribeVpcs }

  async function CreateVpc(input: Members): Promise<Members> {
    const request = read(
      v.strictObject({ CidrBlock: v.string(), TagSpecification: TagSpecifications }),
      input,
    )
    const vpc: Vpc = { vpcId: newId('vpc'), cidrBlock: blockOf(request.CidrBlock).cidr }
    await section.change((draft) => {
      draft.vpcs[vpc.vpcId] = vpc
      addTags(draft, vpc.vpcId, tagsFor('vpc', request.TagSpecification))
      const itself = newSecurityGroup(vpc.vpcId, 'default', 'default VPC security group')
      itself.rules.push({
        ruleId: newId('sgr'),
        isEgress: false,
        protocol: '-1',
        fromPort: -1,
        toPort: -1,
        peer: { kind: 'group', groupId: itself.groupId },
        description: null,
      })
      draft.securityGroups[itself.groupId] = itself
    })
    return { vpc: shown(section.now, vpc) }
  }

  async function DescribeVpcs(input: Members): Promise<Members> {
    const request = read(v.strictObject({ VpcId: Texts, ...LISTING }), input)
    const found = chosen(section.now.vpcs, 'vpc', request.VpcId)
    const page = listed(
      section.now,
      request,
      found,
      ({ vpcId }) => vpcId,
      (vpc) => ({
        'vpc-id': vpc.vpcId,
        cidr: vpc.cidrBlock,
        'cidr-block': vpc.cidrBlock,
        state: 'available',
        'owner-id': settings.account,
        isDefault: 'false',
        'is-default': 'false',
      }),
    )
    return { vpcSet: page.items.map((vpc) => shown(section.now, vpc)), nextToken: page.nextToken }
  }

  function shown(state: Ec2State, vpc: Vpc): Members {
    return {
      vpcId: vpc.vpcId,
      ownerId: settings.account,
      state: 'available',
      cidrBlock: vpc.cidrBlock,
      dhcpOptionsId: 'default',
      instanceTenancy: 'default',
      isDefault: false,
      cidrBlockAssociationSet: [
        {
          associationId: vpc.vpcId.replace('vpc-', 'vpc-cidr-assoc-'),
          cidrBlock: vpc.cidrBlock,
          cidrBlockState: { state: 'associated' },
        },
      ],
      tagSet: tagSet(state, vpc.vpcId),
    }
  }
}
