import * as v from 'valibot'
import { type Members, ServiceError } from '../../service.js'
import type { Ec2Context } from '../context.js'
import { read, Texts } from '../input.js'
import { LISTING, listed, named } from '../listing.js'
import { zoneIdOf, zonesOf } from '../network/regions-and-zones.js'
import { INSTANCE_TYPES, instanceType, isOffered } from './instance-types.js'

export async function describeInstanceTypes({ section }: Ec2Context, input: Members): Promise<Members> {
  const request = read(v.strictObject({ InstanceType: Texts, ...LISTING }), input)
  const unknown = request.InstanceType.filter((name) => instanceType(name) === null)
  if (unknown.length > 0)
    throw new ServiceError(
      'InvalidInstanceType',
      `The following supplied instance types do not exist: [${unknown.join(', ')}]`,
    )
  const found = named(request.InstanceType, INSTANCE_TYPES, ({ name }) => name)
  const page = listed(
    section.now,
    request,
    found,
    ({ name }) => name,
    (type) => ({
      'instance-type': type.name,
      'vcpu-info.default-vcpus': String(type.vcpus),
      'memory-info.size-in-mib': String(type.memoryMiB),
      'processor-info.supported-architecture': type.architecture,
      'current-generation': String(!type.name.startsWith('t2.')),
    }),
  )
  return {
    instanceTypeSet: page.items.map((type) => ({
      instanceType: type.name,
      currentGeneration: !type.name.startsWith('t2.'),
      supportedUsageClasses: ['on-demand', 'spot'],
      processorInfo: { supportedArchitectures: [type.architecture] },
      vCpuInfo: { defaultVCpus: type.vcpus },
      memoryInfo: { sizeInMiB: type.memoryMiB },
      hypervisor: 'nitro',
    })),
    nextToken: page.nextToken,
  }
}

export async function describeInstanceTypeOfferings(
  { section, settings }: Ec2Context,
  input: Members,
): Promise<Members> {
  const Location = v.optional(v.picklist(['region', 'availability-zone', 'availability-zone-id']), 'region')
  const request = read(v.strictObject({ LocationType: Location, ...LISTING }), input)
  const locations = {
    region: [settings.region],
    'availability-zone': zonesOf(settings.region),
    'availability-zone-id': zonesOf(settings.region).map(zoneIdOf),
  }[request.LocationType]
  const isZone = request.LocationType === 'availability-zone'
  const offers = INSTANCE_TYPES.flatMap(({ name }) =>
    locations
      .filter((location) => !isZone || isOffered(name, location))
      .map((location) => ({ name, location })),
  )
  const page = listed(
    section.now,
    request,
    offers,
    ({ name }) => name,
    ({ name, location }) => ({
      'instance-type': name,
      location,
    }),
  )
  return {
    instanceTypeOfferingSet: page.items.map(({ name, location }) => ({
      instanceType: name,
      locationType: request.LocationType,
      location,
    })),
    nextToken: page.nextToken,
  }
}
