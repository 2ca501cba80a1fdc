import * as v from 'valibot'
import type { Database } from '../mysql/database.js'
import type { NamedOperations, RestOperations } from '../service.js'
import type { Settings } from '../settings.js'
import type { Persistence } from '../persistence/persistence.js'
import { placeApi } from './api.js'
import { originalCode } from './code.js'
import { allowApi, functionActive, placeFunction } from './function.js'
import { ifThere, namedCaller, restCaller } from './in-process-calls.js'
import { NAMES } from './names.js'
import { placeNetwork } from './network.js'

interface ApplicationOptions {
  readonly persistence: Persistence
  readonly settings: Settings
  readonly database: Database
  readonly ec2: NamedOperations
  readonly secretsManager: NamedOperations
  readonly lambda: RestOperations
  readonly apiGateway: RestOperations
}

/**
 * Puts the application of Modules 1 to 3 in place, once in a cloud's life, by calling the services as a client would. Each
 * part is looked for before it is made, so a start that was cut off goes on where it stopped; once all is in place,
 * what a person does to it stays done.
 */
export async function placeApplication(options: ApplicationOptions): Promise<void> {
  const { persistence, settings, database } = options
  const state = persistence.section('application', () => ({ placed: false }))
  if (state.now.placed) return
  const lambda = restCaller(options.lambda, settings)
  const network = await placeNetwork(namedCaller(options.ec2, settings), settings.region)
  await placeSecret(options)
  const zip = await originalCode(database, settings.region, NAMES.secret)
  const functionArn = await placeFunction(lambda, settings, network, zip)
  const apiId = await placeApi(restCaller(options.apiGateway, settings), settings.region, functionArn)
  await allowApi(lambda, settings, apiId)
  await functionActive(lambda)
  await state.change((draft) => {
    draft.placed = true
  })
}

async function placeSecret({ secretsManager, settings, database }: ApplicationOptions): Promise<void> {
  const call = namedCaller(secretsManager, settings)
  if ((await ifThere(call('DescribeSecret', { SecretId: NAMES.secret }, v.unknown()))) !== null) return
  const { username, password } = database
  await call(
    'CreateSecret',
    {
      Name: NAMES.secret,
      Description: 'The user that the function signs in to the database as',
      SecretString: JSON.stringify({ username, password }),
    },
    v.unknown(),
  )
}
