import { LambdaClient } from '@aws-sdk/client-lambda'
import { beforeAll, expect, test } from 'vitest'
import { clientOptions } from '../../local-services.js'
import { type LambdaFixture, startLambda } from '../lambda-fixture.js'
import { callsOn } from './calls.js'
import { differences } from './differences.js'
import { type MotoServer, startMoto } from './moto-server.js'

let fixture: LambdaFixture
let moto: MotoServer
beforeAll(async () => {
  fixture = await startLambda()
  moto = await startMoto()
  return async () => {
    await moto.stop()
    await fixture.stop()
  }
})

test('Lambda’s operations answer and fail as moto’s do, but for what AWS documents otherwise', async () => {
  const other = new LambdaClient(clientOptions(fixture.settings, moto.endpoint))
  const ours = await callsOn(fixture.client)
  const theirs = await callsOn(other)
  other.destroy()
  expect(differences(ours, theirs)).toEqual([])
})
