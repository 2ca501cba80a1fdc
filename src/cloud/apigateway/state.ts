/** API Gateway's section of the saved state. Times are seconds since the epoch, as its JSON has them. */
export interface GatewayState {
  apis: Record<string, RestApi>
}

export interface RestApi {
  id: string
  name: string
  description?: string
  version?: string
  createdDate: number
  binaryMediaTypes: string[]
  endpointType: 'REGIONAL' | 'EDGE' | 'PRIVATE'
  /** Left out in older saved states: ipv4. */
  ipAddressType?: 'ipv4' | 'dualstack'
  disableExecuteApiEndpoint: boolean
  tags: Record<string, string>
  rootResourceId: string
  resources: Record<string, Resource>
  deployments: Record<string, Deployment>
  stages: Record<string, Stage>
}

export interface Resource {
  id: string
  /** Absent in the root. */
  parentId?: string
  pathPart?: string
  path: string
  methods: Record<string, Method>
}

export interface Method {
  httpMethod: string
  authorizationType: string
  apiKeyRequired: boolean
  operationName?: string
  requestParameters?: Record<string, boolean>
  integration?: Integration
}

/** A Lambda proxy integration, the one type that the local cloud carries out. */
export interface Integration {
  type: 'AWS_PROXY'
  httpMethod: string
  uri: string
  timeoutInMillis: number
  passthroughBehavior: string
  contentHandling?: string
  credentials?: string
  cacheNamespace: string
  cacheKeyParameters: string[]
}

/** What a stage serves: the API as it was when deployed. */
export interface Deployment {
  id: string
  description?: string
  createdDate: number
  resources: Resource[]
  binaryMediaTypes: string[]
}

export interface Stage {
  stageName: string
  deploymentId: string
  description?: string
  variables: Record<string, string>
  /** By `{resource}/{METHOD}`, such as `~1pets/GET`, and stars for all: one key a setting. */
  methodSettings: Record<string, MethodSetting>
  tracingEnabled: boolean
  tags: Record<string, string>
  createdDate: number
  lastUpdatedDate: number
}

export interface MethodSetting {
  metricsEnabled: boolean
  dataTraceEnabled: boolean
  loggingLevel: string
  /** Requests a second, and how many at once; -1 and absent set none. */
  throttlingRateLimit?: number
  throttlingBurstLimit?: number
}
