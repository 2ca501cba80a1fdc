import * as v from 'valibot'
import type { RestRequest, Route } from '../../service.js'
import type { RestApi, Stage } from '../state.js'
import { apiOf, bodyOf, conflict, notFound, nowSeconds, own, type ControlPlane } from './control-plane.js'
import { deploymentOf } from './deployments.js'
import { applyPatches, PatchBody } from './patch.js'
import { checkStageName, newStage, STAGE_PATCHES, stageView } from './stage.js'

const CreateBody = v.strictObject({
  stageName: v.string(),
  deploymentId: v.string(),
  description: v.optional(v.string()),
  variables: v.optional(v.record(v.string(), v.string()), {}),
  tracingEnabled: v.optional(v.boolean(), false),
  tags: v.optional(v.record(v.string(), v.string()), {}),
})

export function stageRoutes(plane: ControlPlane): Route[] {
  const path = '/restapis/{restApiId}/stages/{stageName}'
  return [
    {
      operation: 'CreateStage',
      method: 'POST',
      path: '/restapis/{restApiId}/stages',
      async handle(request) {
        const { stageName, deploymentId, description, variables, tracingEnabled, tags } = bodyOf(
          CreateBody,
          request,
        )
        checkStageName(stageName)
        const created = await plane.change((state) => {
          const api = apiOf(plane, state, request)
          if (Object.hasOwn(api.stages, stageName)) conflict('Stage already exists')
          const stage = newStage(stageName, deploymentOf(api, deploymentId).id)
          Object.assign(stage, { variables, tracingEnabled, tags })
          if (description !== undefined) stage.description = description
          api.stages[stageName] = stage
          return stage
        })
        return { status: 201, body: stageView(created) }
      },
    },
    {
      operation: 'GetStages',
      parameters: ['deploymentId'],
      method: 'GET',
      path: '/restapis/{restApiId}/stages',
      async handle(request) {
        const deployment = request.query.get('deploymentId')
        const stages = Object.values(apiOf(plane, plane.state, request).stages)
        const wanted = stages.filter((stage) => deployment === null || stage.deploymentId === deployment)
        return { status: 200, body: { item: wanted.map(stageView) } }
      },
    },
    {
      operation: 'GetStage',
      method: 'GET',
      path,
      handle: async (request) => ({
        status: 200,
        body: stageView(stageOf(apiOf(plane, plane.state, request), request)),
      }),
    },
    {
      operation: 'UpdateStage',
      method: 'PATCH',
      path,
      async handle(request) {
        const { patchOperations } = bodyOf(PatchBody, request)
        const updated = await plane.change((state) => {
          const api = apiOf(plane, state, request)
          const stage = stageOf(api, request)
          applyPatches(stage, patchOperations, STAGE_PATCHES)
          deploymentOf(api, stage.deploymentId)
          stage.lastUpdatedDate = nowSeconds()
          return stage
        })
        return { status: 200, body: stageView(updated) }
      },
    },
    {
      operation: 'DeleteStage',
      method: 'DELETE',
      path,
      async handle(request) {
        await plane.change((state) => {
          const api = apiOf(plane, state, request)
          delete api.stages[stageOf(api, request).stageName]
        })
        return { status: 202, body: null }
      },
    },
  ]
}

function stageOf(api: RestApi, { labels }: RestRequest): Stage {
  return own(api.stages, labels['stageName'] ?? '') ?? notFound('Invalid stage identifier specified')
}
