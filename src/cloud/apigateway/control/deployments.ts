import * as v from 'valibot'
import type { Members, Route } from '../../service.js'
import type { Deployment, RestApi } from '../state.js'
import {
  apiOf,
  badRequest,
  bodyOf,
  newId,
  notFound,
  nowSeconds,
  own,
  type ControlPlane,
} from './control-plane.js'
import { itemPage } from './item-page.js'
import { checkStageName, newStage } from './stage.js'

const CreateBody = v.strictObject({
  stageName: v.optional(v.string()),
  stageDescription: v.optional(v.string()),
  description: v.optional(v.string()),
  variables: v.optional(v.record(v.string(), v.string()), {}),
})

export function deploymentRoutes(plane: ControlPlane): Route[] {
  const path = '/restapis/{restApiId}/deployments/{deploymentId}'
  return [
    {
      operation: 'CreateDeployment',
      method: 'POST',
      path: '/restapis/{restApiId}/deployments',
      async handle(request) {
        const body = bodyOf(CreateBody, request)
        const created = await plane.change((state) => deploy(apiOf(plane, state, request), body))
        return { status: 201, body: deploymentView(created) }
      },
    },
    {
      operation: 'GetDeployments',
      parameters: ['limit', 'position'],
      method: 'GET',
      path: '/restapis/{restApiId}/deployments',
      async handle(request) {
        const { deployments } = apiOf(plane, plane.state, request)
        const options = { id: ({ id }: Deployment) => id, view: deploymentView }
        return { status: 200, body: itemPage(request, Object.values(deployments), options) }
      },
    },
    {
      operation: 'GetDeployment',
      method: 'GET',
      path,
      async handle(request) {
        const api = apiOf(plane, plane.state, request)
        return { status: 200, body: deploymentView(deploymentOf(api, request.labels['deploymentId'])) }
      },
    },
    {
      operation: 'DeleteDeployment',
      method: 'DELETE',
      path,
      async handle(request) {
        await plane.change((state) => {
          const api = apiOf(plane, state, request)
          const { id } = deploymentOf(api, request.labels['deploymentId'])
          if (Object.values(api.stages).some(({ deploymentId }) => deploymentId === id)) {
            badRequest('Active stages pointing to this deployment must be moved or deleted')
          }
          delete api.deployments[id]
        })
        return { status: 202, body: null }
      },
    },
  ]
}

export function deploymentOf(api: RestApi, id: string | undefined): Deployment {
  return own(api.deployments, id ?? '') ?? notFound('Invalid Deployment identifier specified')
}

/** Keeps the API as it is now: what is changed later is not served until the next deployment. */
function deploy(api: RestApi, body: v.InferOutput<typeof CreateBody>): Deployment {
  const methods = Object.values(api.resources).flatMap((resource) => Object.values(resource.methods))
  if (methods.length === 0) return badRequest("The REST API doesn't contain any methods")
  if (methods.some(({ integration }) => integration === undefined)) {
    return badRequest('No integration defined for method')
  }
  const deployment: Deployment = {
    id: newId(6),
    ...(body.description !== undefined && { description: body.description }),
    createdDate: nowSeconds(),
    resources: structuredClone(Object.values(api.resources)),
    binaryMediaTypes: [...api.binaryMediaTypes],
  }
  api.deployments[deployment.id] = deployment
  if (body.stageName !== undefined) pointStage(api, body.stageName, deployment, body)
  return deployment
}

function pointStage(
  api: RestApi,
  stageName: string,
  deployment: Deployment,
  { stageDescription, variables }: v.InferOutput<typeof CreateBody>,
): void {
  checkStageName(stageName)
  const stage = own(api.stages, stageName) ?? newStage(stageName, deployment.id)
  stage.deploymentId = deployment.id
  stage.lastUpdatedDate = nowSeconds()
  stage.variables = { ...stage.variables, ...variables }
  if (stageDescription !== undefined) stage.description = stageDescription
  api.stages[stageName] = stage
}

function deploymentView({ id, description, createdDate }: Deployment): Members {
  return { id, description, createdDate: new Date(createdDate * 1_000) }
}
