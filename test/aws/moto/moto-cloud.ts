import { type Aws, aws } from '../../../src/aws/client/aws.js'
import { recordCalls } from '../../account/recorded/recorded.js'
import { startMoto } from '../../cloud/lambda/peers/moto-server.js'
import { access } from '../../core/command.js'

/** An AWS account as somebody else built it: moto, from PyPI, reached as the lab reaches AWS. Its answers come at once. */
export interface MotoCloud {
  readonly cloud: Aws
  stop(): Promise<void>
}

/** `test`: the URL of the test, under which what it calls is recorded. */
export async function motoCloud(test: string): Promise<MotoCloud> {
  await recordCalls(test)
  const moto = await startMoto()
  const cloud = aws({
    ...access,
    target: { ...access.target, endpoint: moto.endpoint },
    credentials: { kind: 'static', accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'any' },
    metricsPeriodSeconds: 60,
  })
  return { cloud, stop: () => moto.stop() }
}
