import * as v from 'valibot'
import type { Members } from '../../service.js'
import type { Ec2Context } from '../context.js'
import { read, Texts } from '../input.js'
import { LISTING, listed, named } from '../listing.js'
import { zoneIdOf, zonesOf } from './zones.js'

export async function describeAvailabilityZones(
  { section, settings }: Ec2Context,
  input: Members,
): Promise<Members> {
  const request = read(v.object({ ZoneName: Texts, ...LISTING }), input)
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
