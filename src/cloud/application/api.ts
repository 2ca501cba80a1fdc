import * as v from 'valibot'
import { ifThere, type RestCaller } from './in-process-calls.js'
import { NAMES } from './names.js'

const Api = v.object({ id: v.string(), name: v.string() })
const Resource = v.object({ id: v.string(), path: v.string() })
/** API Gateway calls the list of what it has several of `item`. */
const listOf = <Schema extends v.GenericSchema>(one: Schema) =>
  v.object({ item: v.optional(v.array(one), []) })

/** The REST API of Module 3: GET on the root, proxied to the function, deployed to a stage. Answers its id. */
export async function placeApi(gateway: RestCaller, region: string, functionArn: string): Promise<string> {
  const apiId = await placeRestApi(gateway)
  const api = `/restapis/${apiId}`
  const { item: resources } = await gateway({ method: 'GET', path: `${api}/resources` }, listOf(Resource))
  const root = resources.find(({ path }) => path === '/')
  if (root === undefined) throw new Error(`${NAMES.api} has no root`)
  const method = `${api}/resources/${root.id}/methods/GET`
  if ((await ifThere(gateway({ method: 'GET', path: method }, v.unknown()))) === null)
    await gateway({ method: 'PUT', path: method, body: { authorizationType: 'NONE' } }, v.unknown())
  const uri = `arn:aws:apigateway:${region}:lambda:path/2015-03-31/functions/${functionArn}/invocations`
  const integration = { type: 'AWS_PROXY', httpMethod: 'POST', uri }
  await gateway({ method: 'PUT', path: `${method}/integration`, body: integration }, v.unknown())
  const stage = await ifThere(gateway({ method: 'GET', path: `${api}/stages/${NAMES.stage}` }, v.unknown()))
  if (stage === null) {
    const body = { stageName: NAMES.stage }
    await gateway({ method: 'POST', path: `${api}/deployments`, body }, v.unknown())
  }
  return apiId
}

async function placeRestApi(gateway: RestCaller): Promise<string> {
  const { item: apis } = await gateway({ method: 'GET', path: '/restapis', query: 'limit=500' }, listOf(Api))
  const found = apis.find(({ name }) => name === NAMES.api)
  if (found !== undefined) return found.id
  const body = { name: NAMES.api, endpointConfiguration: { types: ['REGIONAL'] } }
  const created = await gateway({ method: 'POST', path: '/restapis', body }, Api)
  return created.id
}
