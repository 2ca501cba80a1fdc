import * as v from 'valibot'
import type { Route } from '../../service.js'
import { functionOf } from '../invoke/compiled-stage.js'
import type { Integration } from '../state.js'
import { apiOf, badRequest, bodyOf, methodOf, notFound, type ControlPlane } from './control-plane.js'
import { integrationView } from './method-view.js'
import { applyPatches, PatchBody, type Patch } from './patch.js'

const SHORTEST_MS = 50
const LONGEST_MS = 29_000

const PutBody = v.strictObject({
  type: v.picklist(['HTTP', 'AWS', 'MOCK', 'HTTP_PROXY', 'AWS_PROXY']),
  httpMethod: v.optional(v.string()),
  uri: v.optional(v.string(), ''),
  credentials: v.optional(v.string()),
  passthroughBehavior: v.optional(v.string(), 'WHEN_NO_MATCH'),
  contentHandling: v.optional(v.string()),
  timeoutInMillis: v.optional(v.number(), LONGEST_MS),
  cacheNamespace: v.optional(v.string()),
  cacheKeyParameters: v.optional(v.array(v.string()), []),
})

export function integrationRoutes(plane: ControlPlane): Route[] {
  const path = '/restapis/{restApiId}/resources/{resourceId}/methods/{httpMethod}/integration'
  return [
    {
      operation: 'PutIntegration',
      method: 'PUT',
      path,
      async handle(request) {
        const integration = newIntegration(
          plane,
          bodyOf(PutBody, request),
          request.labels['resourceId'] ?? '',
        )
        await plane.change((state) => {
          methodOf(apiOf(plane, state, request), request).integration = integration
        })
        return { status: 201, body: integrationView(integration) }
      },
    },
    {
      operation: 'GetIntegration',
      method: 'GET',
      path,
      async handle(request) {
        const { integration } = methodOf(apiOf(plane, plane.state, request), request)
        return { status: 200, body: integrationView(integration ?? noIntegration()) }
      },
    },
    {
      operation: 'UpdateIntegration',
      method: 'PATCH',
      path,
      async handle(request) {
        const { patchOperations } = bodyOf(PatchBody, request)
        const updated = await plane.change((state) => {
          const { integration } = methodOf(apiOf(plane, state, request), request)
          const found = integration ?? noIntegration()
          applyPatches(found, patchOperations, PATCHES)
          check(plane, found)
          return found
        })
        return { status: 200, body: integrationView(updated) }
      },
    },
  ]
}

function noIntegration(): never {
  return notFound('Invalid Integration identifier specified')
}

function newIntegration(
  plane: ControlPlane,
  body: v.InferOutput<typeof PutBody>,
  resourceId: string,
): Integration {
  const { type, httpMethod, uri, credentials, contentHandling, passthroughBehavior, timeoutInMillis } = body
  if (type !== 'AWS_PROXY') {
    return badRequest(
      `The local cloud has no integration of type ${type}: use AWS_PROXY with a Lambda function`,
    )
  }
  const integration: Integration = {
    type,
    httpMethod: httpMethod ?? '',
    uri,
    ...(credentials !== undefined && { credentials }),
    ...(contentHandling !== undefined && { contentHandling }),
    passthroughBehavior,
    timeoutInMillis,
    cacheNamespace: body.cacheNamespace ?? resourceId,
    cacheKeyParameters: body.cacheKeyParameters,
  }
  check(plane, integration)
  return integration
}

function check({ settings }: ControlPlane, { httpMethod, uri, timeoutInMillis }: Integration): void {
  if (httpMethod === '') badRequest('Enumeration value for HttpMethod must be non-empty')
  if (!uri.includes('${stageVariables.') && functionOf({ uri }, {}, settings) === null) {
    badRequest(
      "Integrations of type 'AWS_PROXY' currently only supports Lambda function and Firehose stream invocations." +
        ` Here they are functions of ${settings.region} and account ${settings.account}.`,
    )
  }
  if (!Number.isInteger(timeoutInMillis) || timeoutInMillis < SHORTEST_MS || timeoutInMillis > LONGEST_MS) {
    badRequest(`Timeout should be between ${SHORTEST_MS} ms and ${LONGEST_MS} ms`)
  }
}

const PATCHES: readonly Patch<Integration>[] = [
  { path: '/uri', ops: ['replace'], apply: (integration, { value }) => (integration.uri = value) },
  {
    path: '/httpMethod',
    ops: ['replace'],
    apply: (integration, { value }) => (integration.httpMethod = value),
  },
  {
    path: '/credentials',
    ops: ['replace'],
    apply: (integration, { value }) => (integration.credentials = value),
  },
  {
    path: '/timeoutInMillis',
    ops: ['replace'],
    apply: (integration, { value }) => (integration.timeoutInMillis = Number(value)),
  },
  {
    path: '/passthroughBehavior',
    ops: ['replace'],
    apply: (integration, { value }) => (integration.passthroughBehavior = value),
  },
]
