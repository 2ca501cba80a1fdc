import * as v from 'valibot'
import { type Members, type NamedOperations, ServiceError } from '../../service.js'
import type { Ec2Context } from '../context.js'
import { chosen, required } from '../errors.js'
import { read, Texts } from '../input.js'
import { LISTING, listed } from '../listing.js'
import { newId } from '../resource-ids.js'
import type { Ec2State, InternetGateway } from '../state.js'
import { addTags, tagSet, tagsFor, TagSpecifications } from '../tags.js'

export function internetGatewayOperations({ section, settings }: Ec2Context): NamedOperations['operations'] {
  return { CreateInternetGateway, AttachInternetGateway, DescribeInternetGateways }

  async function CreateInternetGateway(input: Members): Promise<Members> {
    const request = read(v.strictObject({ TagSpecification: TagSpecifications }), input)
    const gateway: InternetGateway = { internetGatewayId: newId('igw'), vpcId: null }
    await section.change((draft) => {
      draft.internetGateways[gateway.internetGatewayId] = gateway
      addTags(draft, gateway.internetGatewayId, tagsFor('internet-gateway', request.TagSpecification))
    })
    return { internetGateway: shown(section.now, gateway) }
  }

  async function AttachInternetGateway(input: Members): Promise<Members> {
    const request = read(v.strictObject({ InternetGatewayId: v.string(), VpcId: v.string() }), input)
    await section.change((draft) => {
      const gateway = required(draft.internetGateways, 'internet-gateway', request.InternetGatewayId)
      required(draft.vpcs, 'vpc', request.VpcId)
      if (gateway.vpcId !== null)
        throw new ServiceError(
          'Resource.AlreadyAssociated',
          `resource ${gateway.internetGatewayId} is already attached to network ${gateway.vpcId}`,
        )
      gateway.vpcId = request.VpcId
    })
    return { return: true }
  }

  async function DescribeInternetGateways(input: Members): Promise<Members> {
    const request = read(v.strictObject({ InternetGatewayId: Texts, ...LISTING }), input)
    const found = chosen(section.now.internetGateways, 'internet-gateway', request.InternetGatewayId)
    const page = listed(
      section.now,
      request,
      found,
      (gateway) => gateway.internetGatewayId,
      (gateway) => ({
        'internet-gateway-id': gateway.internetGatewayId,
        'attachment.vpc-id': gateway.vpcId,
        'attachment.state': gateway.vpcId === null ? null : 'available',
        'owner-id': settings.account,
      }),
    )
    return {
      internetGatewaySet: page.items.map((gateway) => shown(section.now, gateway)),
      nextToken: page.nextToken,
    }
  }

  function shown(state: Ec2State, gateway: InternetGateway): Members {
    return {
      internetGatewayId: gateway.internetGatewayId,
      ownerId: settings.account,
      attachmentSet: gateway.vpcId === null ? [] : [{ vpcId: gateway.vpcId, state: 'available' }],
      tagSet: tagSet(state, gateway.internetGatewayId),
    }
  }
}
