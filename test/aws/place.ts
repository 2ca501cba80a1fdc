import { RESOURCES } from '../../src/aws/resources/registry.js'
import { labStore } from '../../src/cli/connect/lab-store.js'
import type { Tagged } from '../../src/core/ledger.js'
import type { Resource, ResourcePlace } from '../../src/core/resource.js'
import type { Access } from '../../src/core/target.js'

/** Where the resources of a lab in that folder are. */
export const placeAt = (access: Access, dir: string): ResourcePlace => ({
  access,
  artifacts: labStore(dir).artifacts,
  signal: new AbortController().signal,
})

export function resourceOf(type: string): Resource {
  const found = RESOURCES.find((one) => one.type === type)
  if (found === undefined) throw new Error(`no such type: ${type}`)
  return found
}

/** What carries the lab's tag of machines for the load: of a cloud that has nothing else. */
export async function taggedHosts(place: ResourcePlace, labId: string): Promise<Tagged[]> {
  const found = await Promise.all(HOSTS.map((type) => resourceOf(type).tagged(place, labId)))
  return found.flat()
}

const HOSTS = ['iam-instance-profile', 'security-group', 'ec2-instance', 'cloud9-environment', 'ingress-rule']

export const QUIETLY = { over: 'refuse', report: () => undefined } as const
