import * as v from 'valibot'
import type { Members, Route } from '../../service.js'
import type { Resource, RestApi } from '../state.js'
import { apiOf, badRequest, bodyOf, conflict, newId, resourceOf, type ControlPlane } from './control-plane.js'
import { itemPage } from './item-page.js'
import { methodView } from './method-view.js'

const CreateBody = v.strictObject({ pathPart: v.string() })
const PATH_PART = /^(?:[\w.:-]+|\{[\w.:-]+\+?\})$/

export function resourceRoutes(plane: ControlPlane): Route[] {
  const path = '/restapis/{restApiId}/resources/{resourceId}'
  return [
    {
      operation: 'GetResources',
      parameters: ['limit', 'position', 'embed'],
      method: 'GET',
      path: '/restapis/{restApiId}/resources',
      async handle(request) {
        const { resources } = apiOf(plane, plane.state, request)
        const withMethods = request.query.getAll('embed').includes('methods')
        const view = (resource: Resource): Members => resourceView(resource, withMethods)
        return {
          status: 200,
          body: itemPage(request, Object.values(resources), { id: ({ id }) => id, view }),
        }
      },
    },
    {
      operation: 'GetResource',
      parameters: ['embed'],
      method: 'GET',
      path,
      async handle(request) {
        const resource = resourceOf(apiOf(plane, plane.state, request), request.labels['resourceId'])
        const withMethods = request.query.getAll('embed').includes('methods')
        return { status: 200, body: resourceView(resource, withMethods) }
      },
    },
    {
      operation: 'CreateResource',
      method: 'POST',
      path: '/restapis/{restApiId}/resources/{parentId}',
      async handle(request) {
        const { pathPart } = bodyOf(CreateBody, request)
        const created = await plane.change((state) => {
          const api = apiOf(plane, state, request)
          const resource = newResource(api, resourceOf(api, request.labels['parentId']), pathPart)
          api.resources[resource.id] = resource
          return resource
        })
        return { status: 201, body: resourceView(created, false) }
      },
    },
    {
      operation: 'DeleteResource',
      method: 'DELETE',
      path,
      async handle(request) {
        await plane.change((state) => {
          const api = apiOf(plane, state, request)
          const { id } = resourceOf(api, request.labels['resourceId'])
          if (id === api.rootResourceId) badRequest('Root resource cannot be deleted')
          deleteBranch(api, id)
        })
        return { status: 202, body: null }
      },
    },
  ]
}

function newResource(api: RestApi, parent: Resource, pathPart: string): Resource {
  if (!PATH_PART.test(pathPart)) {
    return badRequest(
      "Resource's path part only allow a-zA-Z0-9._-: or a valid greedy path variable and curly braces at the beginning and the end.",
    )
  }
  if (parent.pathPart?.endsWith('+}') === true) {
    return badRequest(`Cannot create a child of a resource with a greedy path variable: ${parent.path}`)
  }
  const siblings = Object.values(api.resources).filter(({ parentId }) => parentId === parent.id)
  if (siblings.some((sibling) => sibling.pathPart === pathPart)) {
    return conflict(`Another resource with the same parent already has this name: ${pathPart}`)
  }
  const variable = /^\{.*\}$/
  if (variable.test(pathPart) && siblings.some((sibling) => variable.test(sibling.pathPart ?? ''))) {
    return badRequest('A sibling of this resource already has a variable path part -- only one is allowed')
  }
  return {
    id: newId(6),
    parentId: parent.id,
    pathPart,
    path: `${parent.path === '/' ? '' : parent.path}/${pathPart}`,
    methods: {},
  }
}

function deleteBranch(api: RestApi, id: string): void {
  for (const child of Object.values(api.resources)) if (child.parentId === id) deleteBranch(api, child.id)
  delete api.resources[id]
}

/** Without `withMethods` the methods are only named, as API Gateway does unless asked with `embed=methods`. */
function resourceView(resource: Resource, withMethods: boolean): Members {
  const methods = Object.values(resource.methods)
  return {
    id: resource.id,
    parentId: resource.parentId,
    pathPart: resource.pathPart,
    path: resource.path,
    resourceMethods:
      methods.length === 0
        ? undefined
        : Object.fromEntries(
            methods.map((method) => [method.httpMethod, withMethods ? methodView(method) : {}]),
          ),
  }
}
