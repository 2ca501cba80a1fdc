import * as v from 'valibot'
import type { Members, Route } from '../../service.js'
import type { RestApi } from '../state.js'
import { apiOf, badRequest, bodyOf, newId, nowSeconds, type ControlPlane } from './control-plane.js'
import { itemPage } from './item-page.js'
import { applyPatches, PatchBody, type Patch } from './patch.js'

const EndpointTypes = v.picklist(['REGIONAL', 'EDGE', 'PRIVATE'])

const CreateBody = v.strictObject({
  name: v.pipe(v.string(), v.minLength(1)),
  description: v.optional(v.string()),
  version: v.optional(v.string()),
  binaryMediaTypes: v.optional(v.array(v.string()), []),
  endpointConfiguration: v.optional(
    v.strictObject({
      types: v.optional(v.array(EndpointTypes), ['EDGE']),
      ipAddressType: v.optional(v.picklist(['ipv4', 'dualstack'])),
    }),
    {},
  ),
  disableExecuteApiEndpoint: v.optional(v.boolean(), false),
  tags: v.optional(v.record(v.string(), v.string()), {}),
  cloneFrom: v.optional(v.string()),
})

export function restApiRoutes(plane: ControlPlane): Route[] {
  const path = '/restapis/{restApiId}'
  return [
    {
      operation: 'CreateRestApi',
      method: 'POST',
      path: '/restapis',
      async handle(request) {
        const api = newApi(bodyOf(CreateBody, request))
        await plane.change((state) => {
          state.apis[api.id] = api
        })
        return { status: 201, body: restApiView(api) }
      },
    },
    {
      operation: 'GetRestApis',
      parameters: ['limit', 'position'],
      method: 'GET',
      path: '/restapis',
      handle: async (request) => ({
        status: 200,
        body: itemPage(request, Object.values(plane.state.apis), { id: ({ id }) => id, view: restApiView }),
      }),
    },
    {
      operation: 'GetRestApi',
      method: 'GET',
      path,
      handle: async (request) => ({ status: 200, body: restApiView(apiOf(plane, plane.state, request)) }),
    },
    {
      operation: 'UpdateRestApi',
      method: 'PATCH',
      path,
      async handle(request) {
        const { patchOperations } = bodyOf(PatchBody, request)
        const api = await plane.change((state) => {
          const found = apiOf(plane, state, request)
          applyPatches(found, patchOperations, PATCHES)
          return found
        })
        return { status: 200, body: restApiView(api) }
      },
    },
    {
      operation: 'DeleteRestApi',
      method: 'DELETE',
      path,
      async handle(request) {
        await plane.change((state) => {
          const { id } = apiOf(plane, state, request)
          delete state.apis[id]
        })
        return { status: 202, body: null }
      },
    },
  ]
}

function newApi(body: v.InferOutput<typeof CreateBody>): RestApi {
  const { name, description, version, binaryMediaTypes, endpointConfiguration, tags } = body
  if (body.cloneFrom !== undefined) return badRequest('The local cloud clones no APIs: leave out cloneFrom')
  const { types, ipAddressType } = endpointConfiguration
  if (types.length > 1) return badRequest('Cannot create an api with multiple Endpoint Types.')
  const [endpointType = 'EDGE'] = types
  const rootResourceId = newId(10)
  return {
    id: newId(10),
    name,
    ...(description !== undefined && { description }),
    ...(version !== undefined && { version }),
    createdDate: nowSeconds(),
    binaryMediaTypes,
    endpointType,
    ipAddressType: ipAddressType ?? (endpointType === 'PRIVATE' ? 'dualstack' : 'ipv4'),
    disableExecuteApiEndpoint: body.disableExecuteApiEndpoint,
    tags,
    rootResourceId,
    resources: { [rootResourceId]: { id: rootResourceId, path: '/', methods: {} } },
    deployments: {},
    stages: {},
  }
}

function restApiView(api: RestApi): Members {
  return {
    id: api.id,
    name: api.name,
    description: api.description,
    createdDate: new Date(api.createdDate * 1_000),
    version: api.version,
    binaryMediaTypes: api.binaryMediaTypes.length === 0 ? undefined : api.binaryMediaTypes,
    apiKeySource: 'HEADER',
    endpointConfiguration: { types: [api.endpointType], ipAddressType: api.ipAddressType ?? 'ipv4' },
    tags: api.tags,
    disableExecuteApiEndpoint: api.disableExecuteApiEndpoint,
    rootResourceId: api.rootResourceId,
  }
}

const PATCHES: readonly Patch<RestApi>[] = [
  {
    path: '/name',
    ops: ['replace'],
    apply(api, { value }) {
      if (value === '') badRequest('API name must not be empty')
      api.name = value
    },
  },
  { path: '/description', ops: ['replace'], apply: (api, { value }) => (api.description = value) },
  {
    path: '/disableExecuteApiEndpoint',
    ops: ['replace'],
    apply: (api, { value }) => (api.disableExecuteApiEndpoint = value === 'true'),
  },
  {
    path: '/binaryMediaTypes/{type}',
    ops: ['add', 'remove', 'replace'],
    isItsOwnValue: true,
    apply(api, { op, labels, value }) {
      const type = labels['type'] ?? ''
      const others = api.binaryMediaTypes.filter((known) => known !== type)
      api.binaryMediaTypes = op === 'remove' ? others : [...others, op === 'add' ? type : value]
    },
  },
]
