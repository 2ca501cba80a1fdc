import * as v from 'valibot'
import type { Members } from '../../service.js'
import type { Ec2Context } from '../context.js'
import { read, Texts } from '../input.js'
import { LISTING, listed, named } from '../listing.js'

export async function describeAvailabilityZones(
  { section, settings }: Ec2Context,
  input: Members,
): Promise<Members> {
  const request = read(v.strictObject({ ZoneName: Texts, Filter: LISTING.Filter }), input)
  const found = named(request.ZoneName, zonesOf(settings.region), (zone) => zone)
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

/** The cloud's own, which is the only one that there is. */
export async function describeRegions({ section, settings }: Ec2Context, input: Members): Promise<Members> {
  const request = read(v.strictObject({ RegionName: Texts, Filter: LISTING.Filter }), input)
  const found = named(request.RegionName, [settings.region], (region) => region)
  const endpoint = `ec2.${settings.region}.amazonaws.com`
  const optIn = 'opt-in-not-required'
  const page = listed(
    section.now,
    request,
    found,
    (region) => region,
    (region) => ({ 'region-name': region, endpoint, 'opt-in-status': optIn }),
  )
  return {
    regionInfo: page.items.map((regionName) => ({
      regionName,
      regionEndpoint: endpoint,
      optInStatus: optIn,
    })),
  }
}

/** The zones of the local Region, by Seoul's letters. */
export function zonesOf(region: string): readonly string[] {
  return ['a', 'b', 'c', 'd'].map((letter) => `${region}${letter}`)
}

/** Such as `apne2-az1` for `ap-northeast-2a`. */
export function zoneIdOf(zone: string): string {
  const [area = '', direction = '', number = ''] = zone.slice(0, -1).split('-')
  const compass = direction.replaceAll(/(north|south|east|west|central)/g, (word) => word.charAt(0))
  return `${area}${compass}${number}-az${zone.charCodeAt(zone.length - 1) - 96}`
}
