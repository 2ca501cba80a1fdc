import { type Aws, aws } from '../../src/aws/client/aws.js'
import { findGateway } from '../../src/aws/api-gateway/gateway.js'
import { generatorHost } from '../../src/aws/load-host/generator-host.js'
import { functionMetrics } from '../../src/aws/metrics/function-metrics.js'
import { provisionedUse } from '../../src/aws/metrics/provisioned-metrics.js'
import { secretReadCount } from '../../src/aws/metrics/secret-reads.js'
import { settledMetrics } from '../../src/aws/metrics/settled.js'
import { stopIfInterrupted } from '../../src/core/interruption.js'
import { once } from '../../src/core/once.js'
import type { ProgressListener, Task } from '../../src/core/progress.js'
import type { StepContext } from '../../src/core/step.js'
import { verbatim } from '../../src/system/text.js'
import type { Collected } from '../../src/load/driver.js'
import { type EngineLoad, engineOf } from '../../src/load/engines.js'
import { restartService } from '../../src/load/host-engines.js'
import { machineBusy } from '../../src/load/machine.js'
import type { Guess } from '../../src/report/run/run.js'
import { storedLoad } from '../../src/report/run/stored-load.js'
import { hostReady, loadHost } from '../load-host.js'
import { serviceRoute, withServiceUrl } from '../service-route.js'
import { followLoad } from './follow.js'
import { type ChosenLoad, recordLoad } from './load.js'
import { prepare, reportLines } from './preparation.js'
import { keepRun } from './recorded-runs.js'
import { testedCode } from './tested-code.js'
import { expectedLine, waitingFor } from './shown.js'
import { wholePeriodBegins } from './whole-period.js'

/** A load test from end to end: both tests of the workshop are this, and differ in the code that runs. `guess` is kept with it. */
export function loadTest(lab: StepContext, chosen: ChosenLoad, guess: Guess | null): readonly Task[] {
  const cloud = aws(lab.access, lab.signal)
  const engine = engineOf(chosen)
  // Tasks run in order; each takes what an earlier one found out without asking again.
  const gateway = once(() => findGateway(cloud))
  const load = once(async (): Promise<ChosenLoad & EngineLoad> => ({
    ...chosen,
    url: (await gateway()).invokeUrl,
  }))
  const preparation = once(async () => prepare(cloud, await load(), await gateway()))
  const code = once(() => testedCode(cloud, lab.access.names.function))
  const generated = once(async (progress: ProgressListener) =>
    generate(lab, cloud, await load(), await preparation(), progress),
  )

  const useOfProvisioned = (window: ReturnType<typeof windowOf>) =>
    provisionedUse(aws(lab.access), lab.access.names.function, window)

  return [
    {
      title: { en: 'Find the invoke URL', ko: '호출 URL 찾기' },
      run: async (progress) => {
        progress({ kind: 'line', text: verbatim((await gateway()).invokeUrl) })
      },
    },
    {
      title: { en: `Restart ${engine.name}`, ko: `${engine.name} 다시 시작` },
      run: async () => {
        // Nothing is left of an earlier test, not even of one that was cut off and still runs: it would throttle the invokes.
        const { instanceId } = await hostReady(lab, cloud)
        await restartService(generatorHost(cloud, instanceId), engine, chosen)
      },
    },
    {
      title: { en: 'Test invocations and expected result', ko: '테스트 호출과 예상 결과' },
      run: async (progress) => {
        const prepared = await preparation()
        await code()
        for (const line of reportLines(prepared.invokes)) progress({ kind: 'line', text: verbatim(line) })
        progress({
          kind: 'line',
          text: verbatim(`GET ${(await gateway()).invokeUrl}/ → ${prepared.urlStatus}`),
        })
        const { expected, prediction } = prepared
        progress({ kind: 'line', text: expectedLine(prediction) })
        // Said beforehand, and provably so.
        await lab.artifacts.write(
          `runs/${lab.stepId}/prediction.json`,
          JSON.stringify(
            {
              madeAt: new Date().toISOString(),
              expected: { ...expected, load: storedLoad(expected.load) },
              prediction,
            },
            null,
            2,
          ),
        )
      },
    },
    {
      title: { en: 'Load test', ko: '부하 테스트' },
      run: async (progress) => {
        const { collected, machineBusyBefore } = await generated(progress)
        if (!lab.signal.aborted) return
        // Ctrl-C: what there is by now is kept, without waiting for CloudWatch's late points.
        const metrics = await functionMetrics(aws(lab.access), lab.access.names.function, windowOf(collected))
        const known = {
          load: await load(),
          code: await code(),
          preparation: await preparation(),
          machineBusyBefore,
          guess,
        }
        await keepRun(lab, {
          ...known,
          collected,
          metrics,
          gateway: null,
          secretReads: null,
          provisioned: null,
        })
        stopIfInterrupted(lab.signal)
      },
    },
    {
      title: { en: 'Collect the measurements', ko: '측정 결과 모으기' },
      run: async (progress) => {
        const { collected, machineBusyBefore } = await generated(progress)
        const window = windowOf(collected)
        const settled = await settledMetrics(cloud, {
          ...window,
          functionName: lab.access.names.function,
          gateway: await gateway(),
          requests: collected.client.requests,
          waiting: (known, secondsLeft) => {
            progress({ kind: 'line', text: waitingFor(collected.client.requests, known, secondsLeft) })
          },
        })
        const { function: metrics, gateway: counted } = settled
        const known = {
          load: await load(),
          code: await code(),
          preparation: await preparation(),
          machineBusyBefore,
          guess,
        }
        const provisioned =
          known.preparation.limits.provisionedConcurrency > 0 ? await useOfProvisioned(window) : null
        const secretReads = await secretReadCount(aws(lab.access), window)
        await keepRun(lab, {
          ...known,
          collected,
          metrics,
          gateway: counted,
          secretReads,
          provisioned,
        })
        // Ctrl-C while points were still to come: what there is by now is kept.
        if (settled.outcome === 'interrupted') stopIfInterrupted(lab.signal)
        await recordLoad(lab, chosen)
      },
    },
  ]
}

async function generate(
  lab: StepContext,
  cloud: Aws,
  load: EngineLoad,
  { prediction }: Awaited<ReturnType<typeof prepare>>,
  progress: ProgressListener,
): Promise<{ readonly collected: Collected; readonly machineBusyBefore: number | null }> {
  const host = await loadHost(lab, cloud)
  const runsHere = host.publicAddress?.startsWith('127.') === true
  const machineBusyBefore = runsHere ? await machineBusy() : null
  const functionName = lab.access.names.function
  await wholePeriodBegins(cloud, progress)
  const collected = await withServiceUrl({ cloud, host, route: serviceRoute(lab) }, async (url) => {
    const driver = engineOf(load).connect(url)
    await followLoad({ cloud, driver, load, functionName, prediction, progress })
    return driver.collect()
  })
  return { collected, machineBusyBefore }
}

/** The seconds of the test, and a few more for requests that were still in flight. */
function windowOf({ startedAt, client }: Collected): { readonly from: number; readonly to: number } {
  const from = Math.floor(startedAt)
  return { from, to: from + client.series.length + 5 }
}
