import * as v from 'valibot'
import type { Route } from '../../service.js'
import type { Method } from '../state.js'
import {
  apiOf,
  badRequest,
  bodyOf,
  conflict,
  methodOf,
  resourceOf,
  type ControlPlane,
} from './control-plane.js'
import { methodView } from './method-view.js'

const HTTP_METHODS = new Set(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'ANY'])

const PutBody = v.strictObject({
  authorizationType: v.string(),
  apiKeyRequired: v.optional(v.boolean(), false),
  operationName: v.optional(v.string()),
  requestParameters: v.optional(v.record(v.string(), v.boolean())),
})

export function methodRoutes(plane: ControlPlane): Route[] {
  const path = '/restapis/{restApiId}/resources/{resourceId}/methods/{httpMethod}'
  return [
    {
      operation: 'PutMethod',
      method: 'PUT',
      path,
      async handle(request) {
        const method = newMethod(request.labels['httpMethod'] ?? '', bodyOf(PutBody, request))
        await plane.change((state) => {
          const resource = resourceOf(apiOf(plane, state, request), request.labels['resourceId'])
          if (Object.hasOwn(resource.methods, method.httpMethod)) {
            conflict('Method already exists for this resource')
          }
          resource.methods[method.httpMethod] = method
        })
        return { status: 201, body: methodView(method) }
      },
    },
    {
      operation: 'GetMethod',
      method: 'GET',
      path,
      handle: async (request) => ({
        status: 200,
        body: methodView(methodOf(apiOf(plane, plane.state, request), request)),
      }),
    },
    {
      operation: 'DeleteMethod',
      method: 'DELETE',
      path,
      async handle(request) {
        await plane.change((state) => {
          const api = apiOf(plane, state, request)
          const { httpMethod } = methodOf(api, request)
          delete resourceOf(api, request.labels['resourceId']).methods[httpMethod]
        })
        return { status: 204, body: null }
      },
    },
  ]
}

/** A method open to all, as the workshop's is. Authorization is not carried out here, so a method that asks for it is refused. */
function newMethod(httpMethod: string, body: v.InferOutput<typeof PutBody>): Method {
  const { authorizationType, apiKeyRequired, operationName, requestParameters } = body
  if (!HTTP_METHODS.has(httpMethod)) return badRequest('Invalid HttpMethod specified')
  if (authorizationType !== 'NONE' || apiKeyRequired) {
    return badRequest('The local cloud has no authorizers and API keys: use authorizationType NONE')
  }
  return {
    httpMethod,
    authorizationType,
    apiKeyRequired,
    ...(operationName !== undefined && { operationName }),
    ...(requestParameters !== undefined && { requestParameters }),
  }
}
