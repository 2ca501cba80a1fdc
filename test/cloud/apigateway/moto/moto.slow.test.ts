import { APIGatewayClient } from '@aws-sdk/client-api-gateway'
import { beforeAll, expect, test } from 'vitest'
import { differences, type Known } from '../../lambda/peers/differences.js'
import { type MotoServer, startMoto } from '../../lambda/peers/moto-server.js'
import { clientOptions } from '../../local-services.js'
import { type Gateway, startGateway } from '../gateway-fixture.js'
import { callsOn } from './calls.js'

let gateway: Gateway
let moto: MotoServer
beforeAll(async () => {
  ;[gateway, moto] = await Promise.all([startGateway({}), startMoto()])
  return async () => {
    await moto.stop()
    await gateway.stop()
  }
})

/** Where we differ on purpose, each with what AWS says. */
const KNOWN: Known = [
  [/^DeleteRestApi: status 202/, 'The responseCode of this operation in the service model.'],
  [
    /^DeleteMethod absent/,
    'The operation’s errors in the service model have NotFoundException; moto does not look.',
  ],
  [/^CreateRestApi: status 201/, 'The responseCode of this operation in the service model.'],
  [
    /only ours has .*ipAddressType/,
    'EndpointConfiguration has it in the service model, since 2025; moto does not know it yet.',
  ],
  [
    /only theirs has (.*\.)?(items\[\]\.)?(binaryMediaTypes|version|description): /,
    'The API reference leaves out what was not given; moto answers an empty list and texts.',
  ],
  [
    /only ours has (methodIntegration\.)?(cacheNamespace|passthroughBehavior|timeoutInMillis)/,
    'The defaults that the API reference’s examples of Integration show; moto has none.',
  ],
  [
    /only ours has (item\[\]\.)?(cacheClusterStatus|createdDate|lastUpdatedDate|tracingEnabled)/,
    'Stage has these members in the service model, and its examples show them.',
  ],
  [
    /Stages?: only ours has (item\[\]\.)?variables/,
    'A deployment to a stage that is there already keeps the variables of it: CreateDeployment only adds; moto makes it anew.',
  ],
  [
    /^CreateResource again/,
    'The operation’s errors in the service model have ConflictException; moto makes a second one.',
  ],
  [
    /^CreateDeployment without integration/,
    'The message is AWS’s, “No integration defined for method”, and so is BadRequestException; moto has NotFoundException.',
  ],
  [
    /^GetIntegration absent/,
    'The operation’s errors in the service model have NotFoundException; moto answers an empty one.',
  ],
  [
    /^DeleteDeployment(?: in use)?: /,
    'AWS: “Active stages pointing to this deployment must be moved or deleted”; moto does not look at the first.',
  ],
  [
    /: (status \d+, theirs 500|.*, theirs SyntaxError)$/,
    'moto itself fails there: an error page, not an answer.',
  ],
]

test('API Gateway’s control API answers and fails as moto’s does, but for what AWS documents otherwise', async () => {
  const other = new APIGatewayClient(clientOptions(gateway.settings, moto.endpoint))
  const ours = await callsOn(gateway.apis)
  const theirs = await callsOn(other)
  other.destroy()
  expect(differences(ours, theirs, KNOWN)).toEqual([])
})
