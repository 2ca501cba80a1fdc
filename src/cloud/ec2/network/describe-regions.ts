import * as v from 'valibot'
import type { Members } from '../../service.js'
import type { Ec2Context } from '../context.js'
import { read, Texts } from '../input.js'
import { LISTING, listed, named } from '../listing.js'

/** The cloud's own, which is the only one that there is. */
export async function describeRegions({ section, settings }: Ec2Context, input: Members): Promise<Members> {
  const request = read(v.object({ RegionName: Texts, ...LISTING }), input)
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
