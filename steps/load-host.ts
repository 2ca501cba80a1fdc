import type { Aws } from '../src/aws/aws.js'
import { type LoadHost, requireHost } from '../src/aws/instances.js'
import type { ServiceOptions } from '../src/aws/locust-service.js'
import type { StepContext } from '../src/core/step.js'

/** The ledger's keys for what step `environment` makes and later steps use. */
export const ENVIRONMENT = 'environment'
export const LOCUST_SERVICE = 'locust-service'

export const LOCUST_PORT = 8089

/** The machine with Locust; throws where it is gone. */
export async function loadHost(lab: StepContext, cloud: Aws): Promise<LoadHost> {
  return requireHost(cloud, lab.ledger.row(ENVIRONMENT))
}

/** Locust's page as this machine reaches it. */
export function pageOf(host: LoadHost): string {
  return `http://${host.publicAddress ?? 'unknown'}:${LOCUST_PORT}`
}

/** One process carries some hundreds of users with ease; the workshop's thousands need every core, where it used one. */
export function serviceFor(load: {
  readonly users: number
  readonly spawnRate: number
  readonly requestsPerSecond: number | null
}): ServiceOptions {
  const { users, spawnRate, requestsPerSecond } = load
  return {
    processes: users > 500 ? -1 : 1,
    users,
    spawnRate,
    requestsPerSecond: requestsPerSecond ?? 0,
  }
}
