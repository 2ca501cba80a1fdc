import * as v from 'valibot'
import { type Members, type NamedOperations, ServiceError } from '../service.js'
import type { Ec2Context } from './context.js'
import { IMAGES } from './instances/images.js'
import { read, Texts } from './input.js'
import { INSTANCE_TYPES, instanceType, isOffered } from './instances/instance-types.js'
import { LISTING, listed } from './listing.js'
import { zoneIdOf, zonesOf } from './network/zones.js'

/** What can be launched, and where. */
export function catalogueOperations({ section, settings }: Ec2Context): NamedOperations['operations'] {
  return { DescribeAvailabilityZones, DescribeInstanceTypes, DescribeInstanceTypeOfferings, DescribeImages }

  async function DescribeAvailabilityZones(input: Members): Promise<Members> {
    const request = read(v.object({ ZoneName: Texts, ...LISTING }), input)
    const found = zonesOf(settings.region).filter(
      (zone) => request.ZoneName.length === 0 || request.ZoneName.includes(zone),
    )
    const page = listed(
      section.now,
      request,
      found,
      (zone) => zone,
      (zone) => ({
        'zone-name': zone,
        'zone-id': zoneIdOf(zone),
        'region-name': settings.region,
        state: 'available',
        'opt-in-status': 'opt-in-not-required',
        'zone-type': 'availability-zone',
      }),
    )
    return {
      availabilityZoneInfo: page.items.map((zone) => ({
        zoneName: zone,
        zoneId: zoneIdOf(zone),
        zoneState: 'available',
        zoneType: 'availability-zone',
        regionName: settings.region,
        groupName: settings.region,
        optInStatus: 'opt-in-not-required',
        messageSet: [],
      })),
    }
  }

  async function DescribeInstanceTypes(input: Members): Promise<Members> {
    const request = read(v.object({ InstanceType: Texts, ...LISTING }), input)
    const unknown = request.InstanceType.filter((name) => instanceType(name) === null)
    if (unknown.length > 0)
      throw new ServiceError(
        'InvalidInstanceType',
        `The following supplied instance types do not exist: [${unknown.join(', ')}]`,
      )
    const found = INSTANCE_TYPES.filter(
      ({ name }) => request.InstanceType.length === 0 || request.InstanceType.includes(name),
    )
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

  async function DescribeInstanceTypeOfferings(input: Members): Promise<Members> {
    const Location = v.optional(v.picklist(['region', 'availability-zone', 'availability-zone-id']), 'region')
    const request = read(v.object({ LocationType: Location, ...LISTING }), input)
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

  async function DescribeImages(input: Members): Promise<Members> {
    const request = read(v.object({ ImageId: Texts, Owner: Texts, ...LISTING }), input)
    for (const id of request.ImageId)
      if (!IMAGES.some(({ imageId }) => imageId === id))
        throw new ServiceError('InvalidAMIID.NotFound', `The image id '[${id.slice(0, 100)}]' does not exist`)
    const found = IMAGES.filter(
      ({ imageId }) => request.ImageId.length === 0 || request.ImageId.includes(imageId),
    )
    const page = listed(
      section.now,
      request,
      found,
      ({ imageId }) => imageId,
      (image) => ({
        'image-id': image.imageId,
        name: image.name,
        architecture: image.architecture,
        state: 'available',
        'owner-alias': 'amazon',
      }),
    )
    return {
      imagesSet: page.items.map((image) => ({
        imageId: image.imageId,
        name: image.name,
        description: image.description,
        architecture: image.architecture,
        imageState: 'available',
        imageOwnerAlias: 'amazon',
        isPublic: true,
        imageType: 'machine',
        rootDeviceType: 'ebs',
        rootDeviceName: '/dev/xvda',
        virtualizationType: 'hvm',
      })),
      nextToken: page.nextToken,
    }
  }
}
