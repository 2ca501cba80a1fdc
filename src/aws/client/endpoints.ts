/** Where AWS's services are instead of where AWS has them. */
export interface Endpoints {
  /** Of every service that has none of its own; null: AWS's. */
  readonly common: string | null
  /** By the SDK's service id: `API_GATEWAY`. */
  readonly own: Readonly<Record<string, string>>
}

const COMMON = 'AWS_ENDPOINT_URL'
const IGNORE = 'AWS_IGNORE_CONFIGURED_ENDPOINT_URLS'

/** The endpoint variables, as the SDK reads them. They are read here once: the Cloud9 client reads none. */
export function endpointsIn(env: Readonly<Record<string, string | undefined>>): Endpoints {
  if (env[IGNORE]?.toLowerCase() === 'true') return { common: null, own: {} }
  const own = Object.entries(env).flatMap(([name, url]) =>
    name.startsWith(`${COMMON}_`) && url ? [[name.slice(COMMON.length + 1), url]] : [],
  )
  return { common: env[COMMON] || null, own: Object.fromEntries(own) }
}

/** A variable that says where a service is. */
export interface ConfiguredEndpoint {
  readonly variable: string
  readonly url: string
}

/** `service`: as a client names it, `APIGateway`; null: no variable says where it is. */
export function configuredEndpoint(service: string, { common, own }: Endpoints): ConfiguredEndpoint | null {
  const wanted = service.replaceAll(/[ _]/g, '').toUpperCase()
  const id = Object.keys(own).find((one) => one.replaceAll('_', '').toUpperCase() === wanted)
  const url = id === undefined ? undefined : own[id]
  if (id !== undefined && url !== undefined) return { variable: `${COMMON}_${id}`, url }
  return common === null ? null : { variable: COMMON, url: common }
}

/**
 * The server that stands for AWS at that service; null: AWS itself, which is also behind an endpoint of its own, such as a
 * VPC endpoint's.
 */
export function serverInsteadOf(serviceId: string, { common, own }: Endpoints): string | null {
  const url = own[serviceId] ?? common
  if (url === null || !URL.canParse(url)) return null
  const { hostname } = new URL(url)
  return /\.(amazonaws\.com(\.cn)?|api\.aws)$/.test(hostname) ? null : url.replace(/\/$/, '')
}
