import * as v from 'valibot'
import type { RestRequest, Route } from '../../service.js'
import type { GatewayState } from '../state.js'
import { badRequest, bodyOf, notFound, own, type ControlPlane } from './control-plane.js'

const TagBody = v.object({ tags: v.record(v.string(), v.pipe(v.string(), v.maxLength(256))) })

/** Tags of an API or of a stage, by ARN: `arn:aws:apigateway:REGION::/restapis/ID[/stages/NAME]`. */
export function tagRoutes(plane: ControlPlane): Route[] {
  const path = '/tags/{resourceArn}'
  return [
    {
      operation: 'GetTags',
      method: 'GET',
      path,
      handle: async (request) => ({ status: 200, body: { tags: taggedBy(plane.state, request).tags } }),
    },
    {
      operation: 'TagResource',
      method: 'PUT',
      path,
      async handle(request) {
        const { tags } = bodyOf(TagBody, request)
        await plane.change((state) => {
          const tagged = taggedBy(state, request)
          tagged.tags = { ...tagged.tags, ...tags }
        })
        return { status: 204, body: null }
      },
    },
    {
      operation: 'UntagResource',
      method: 'DELETE',
      path,
      async handle(request) {
        const keys = request.query.getAll('tagKeys')
        await plane.change((state) => {
          const tagged = taggedBy(state, request)
          tagged.tags = Object.fromEntries(Object.entries(tagged.tags).filter(([key]) => !keys.includes(key)))
        })
        return { status: 204, body: null }
      },
    },
  ]
}

function taggedBy(state: GatewayState, { labels }: RestRequest): { tags: Record<string, string> } {
  const arn = labels['resourceArn'] ?? ''
  const [, apiId, stageName] =
    /^arn:aws:apigateway:[\w-]+::\/restapis\/([^/]+)(?:\/stages\/([^/]+))?$/.exec(arn) ?? []
  if (apiId === undefined) return badRequest(`Invalid ARN specified in the request: ${arn}`)
  const api = own(state.apis, apiId)
  const tagged = api && stageName !== undefined ? own(api.stages, stageName) : api
  return tagged ?? notFound(`Invalid resource identifier specified: ${arn}`)
}
