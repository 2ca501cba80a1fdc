import { chmod, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Lambda } from '@aws-sdk/client-lambda'
import { expect, onTestFinished, test } from 'vitest'
import { Processes } from '../../../src/cloud/lambda/environments/processes.js'
import { folderMark } from '../../../src/cloud/control/folder-mark.js'
import { processTable } from '../../../src/system/process-table.js'
import { needs } from '../../run/needs.js'
import { clientOf, cloudFolder, started, withEnvironment } from '../daemon.js'
import { temporaryFolder } from '../temporary.js'
import { functionPython } from './lambda-fixture.js'

withEnvironment({ LAB_DATABASE: 'embedded' })

test('the functions’ Python that is killed while it starts is started again', async () => {
  const dir = await temporaryFolder()
  const { python } = await functionPython()
  const dying = join(dir, 'python')
  await writeFile(
    dying,
    `#!/bin/sh\n[ -e '${dir}/died' ] || { : > '${dir}/died'; kill -9 $$; }\nexec '${python}' "$@"\n`,
  )
  await chmod(dying, 0o755)
  const processes = new Processes(dir, dying)
  onTestFinished(() => processes.stop())
  await expect(processes.start()).resolves.toBeUndefined()
})

test(
  'the functions’ Python that is killed again and again, at work or idle, is there for the next invoke',
  { timeout: 60_000, ...needs('linux') },
  async () => {
    const dir = await cloudFolder()
    const facts = await started(dir)
    const lambda = new Lambda(clientOf(facts))
    for (let round = 0; round < 5; round += 1) {
      const underWay = lambda.invoke({ FunctionName: 'serverless-app-lambda' })
      for (const pid of await childrenOf(dir, facts.pid)) process.kill(pid, 'SIGKILL')
      await underWay
      const { FunctionError, Payload } = await lambda.invoke({ FunctionName: 'serverless-app-lambda' })
      expect(FunctionError, new TextDecoder().decode(Payload)).toBeUndefined()
    }
  },
)

async function childrenOf(dir: string, cloud: number): Promise<readonly number[]> {
  const all = (await processTable()).filter((one) => one.has(folderMark(dir)))
  return all.filter(({ parent }) => parent === cloud).map(({ pid }) => pid)
}
