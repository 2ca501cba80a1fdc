import { ServiceError } from '../service.js'
import type { ResourceType } from './resource-ids.js'

/** EC2's code and its name for a resource that does not exist; each has its own. */
const NOT_FOUND: Readonly<Record<ResourceType, readonly [string, string]>> = {
  vpc: ['InvalidVpcID.NotFound', 'vpc ID'],
  subnet: ['InvalidSubnetID.NotFound', 'subnet ID'],
  'internet-gateway': ['InvalidInternetGatewayID.NotFound', 'internetGateway ID'],
  'security-group': ['InvalidGroup.NotFound', 'security group'],
  'security-group-rule': ['InvalidSecurityGroupRuleId.NotFound', 'security group rule ID'],
  instance: ['InvalidInstanceID.NotFound', 'instance ID'],
}

export function notFound(type: ResourceType, id: string): ServiceError {
  const [code, name] = NOT_FOUND[type]
  return new ServiceError(code, `The ${name} '${id.slice(0, 100)}' does not exist`)
}

/** The resource of that id, or EC2's error. */
export function required<T>(resources: Readonly<Record<string, T>>, type: ResourceType, id: string): T {
  const resource = Object.hasOwn(resources, id) ? resources[id] : undefined
  if (resource === undefined) throw notFound(type, id)
  return resource
}

/** All of them, or those with these ids. */
export function chosen<T>(
  resources: Readonly<Record<string, T>>,
  type: ResourceType,
  ids: readonly string[],
): T[] {
  return ids.length === 0 ? Object.values(resources) : ids.map((id) => required(resources, type, id))
}
