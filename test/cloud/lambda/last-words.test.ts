import { beforeAll, expect, onTestFinished, test } from 'vitest'
import { type LambdaFixture, deploy, invoke, startLambda } from './lambda-fixture.js'

let fixture: LambdaFixture
beforeAll(async () => {
  fixture = await startLambda()
  return async () => fixture.stop()
})

test('what an environment wrote before it ended is in the log, however late the cloud gets to read it', async () => {
  const { client } = fixture
  await deploy(client, 'broken', 'import not_there', { Timeout: 60 })
  turnsTake(250)
  const { answer, log } = await invoke(client, 'broken')
  expect(answer).toMatchObject({ errorType: 'Runtime.ImportModuleError' })
  expect(log.match(/\[ERROR\] Runtime\.ImportModuleError/g)).toHaveLength(2)
})

/** From now on each turn of the event loop takes so long: an environment begins and ends within one. */
function turnsTake(ms: number): void {
  let goesOn = true
  onTestFinished(() => {
    goesOn = false
  })
  const nothing = new Int32Array(new SharedArrayBuffer(4))
  const block = () => {
    Atomics.wait(nothing, 0, 0, ms)
    if (goesOn) setImmediate(block)
  }
  setImmediate(block)
}
