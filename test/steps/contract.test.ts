import { beforeAll, describe, expect, it } from 'vitest'
import { aws } from '../../src/aws/client/aws.js'
import { codeSha256 } from '../../src/aws/functions/code.js'
import { zip } from '../../src/aws/functions/zip.js'
import { reset } from '../../src/core/engine/reset.js'
import { runNext } from '../../src/core/engine/run.js'
import { locustDriver } from '../../src/load/locust/driver.js'
import { loadCourse } from '../../src/store/course.js'
import { loadHost, serviceUrl, ensureService } from '../../steps/load-host.js'
import { recordedRun } from '../../steps/load-test/recorded-runs.js'
import { cloudSnapshot } from './cloud-snapshot.js'
import { type LocalLab, localLab, runTasks } from './local-lab.js'

const LOAD = { users: 20, spawnRate: 10, duration: 5, requestsPerSecond: 10 }
/** The test of a whole lab goes by the defaults, Cloud9 and one process; this one by what else there is. */
const ANSWERS = { ...LOAD, host: 'ec2', processes: 2 }

const { steps } = await loadCourse(new URL('../..', import.meta.url).pathname)
let lab: LocalLab
let untouched: Awaited<ReturnType<typeof cloudSnapshot>>
beforeAll(async () => {
  lab = await localLab(ANSWERS)
  untouched = await cloudSnapshot(lab.access)
  return () => lab.remove()
}, 300_000)

const snapshot = () => cloudSnapshot(lab.access)
const rowsOf = async (id: string) => (await lab.looking(id)).ledger.rows()

describe.each(steps)('the step $id', { timeout: 180_000 }, (courseStep) => {
  const { id, guide, lead } = courseStep

  it('does not hold before it ran, and looking changes nothing', async () => {
    const before = await snapshot()
    const step = await courseStep.load()
    const looking = await lab.looking(id)
    expect(await step.check(looking)).not.toMatchObject({ kind: 'holds' })
    const questions = await step.questions(looking)
    const answers = Object.fromEntries(
      questions.map((question) => [question.name, 'default' in question ? (question.default ?? '') : '']),
    )
    const plan = await step.plan(looking, answers)
    expect(plan.items.length).toBeGreaterThan(0)
    expect(await snapshot()).toEqual(before)
  })

  it.each(id === 'load-test-1' ? ['keeps what there is when it is interrupted'] : [])('%s', async () => {
    const interruption = new AbortController()
    const command = await lab.command({ signal: interruption.signal }, (update) => {
      if (update.kind === 'load' && update.sample.users > 0) interruption.abort()
    })
    await expect(runNext(command)).rejects.toMatchObject({ code: 'interrupted' })
    const looking = await lab.looking(id)
    expect(await recordedRun(looking, id)).toMatchObject({ validity: { kind: 'invalid' } })
    const generator = locustDriver(serviceUrl(await loadHost(looking, aws(lab.access))))
    expect(await generator.observe()).toMatchObject({ state: 'stopped', users: 0 })
  })

  it('is proven by its own check when the engine ran it', async () => {
    expect(await runNext(await lab.command())).toMatchObject({ kind: 'done', step: id })
    expect(await (await courseStep.load()).check(await lab.looking(id))).toMatchObject({ kind: 'holds' })
    expect((await snapshot()).configuration).toEqual(untouched.configuration)
  })

  it('ends with what was to be seen, in both languages', async () => {
    const step = await courseStep.load()
    const looking = await lab.looking(id)
    const shown = (await step.seen?.(looking, [])) ?? []
    const said = shown.flatMap((one) => (one.kind === 'text' ? [one.text] : []))
    expect(said.length).toBeGreaterThan(0)
    for (const { en, ko } of said)
      expect([en, ko]).toEqual([expect.any(String), expect.stringMatching(/[가-힣]/)])
    const pictures = shown.filter(({ kind }) => kind === 'chart')
    expect(pictures).toHaveLength(id.startsWith('load-test-') ? 1 : 0)
  })

  it('changes nothing when it is applied again', async () => {
    const [before, rows] = [await snapshot(), await rowsOf(id)]
    const step = await courseStep.load()
    const changing = await lab.changing(id)
    const answers = await (await lab.command()).ui.ask(await step.questions(changing))
    await runTasks(step.apply(changing, answers))
    expect(await snapshot()).toEqual(before)
    expect(await rowsOf(id)).toEqual(rows)
    expect(await step.check(await lab.looking(id))).toMatchObject({ kind: 'holds' })
  })

  it('has a lesson in both languages', () => {
    for (const lang of ['en', 'ko'] as const) {
      expect(lead[lang].split(/[.!?](?:\s|$)/).length - 1).toBeLessThanOrEqual(3)
      expect(guide[lang].length).toBeGreaterThan(800)
      expect(guide[lang]).toMatch(/https:\/\/(docs\.)?aws\.amazon\.com/)
    }
  })
})

describe('an instance that was stopped', { timeout: 180_000 }, () => {
  it('is started again by whoever needs it, with another address, and Locust again on it', async () => {
    const cloud = aws(lab.access)
    const stopped = await loadHost(await lab.looking('environment'), cloud)
    const ec2 = await cloud.ec2()
    await ec2.stopInstances({ InstanceIds: [stopped.instanceId] })
    const security = steps.find(({ id }) => id === 'security-group')
    const looking = await lab.looking('security-group')
    expect(await (await security?.load())?.check(looking)).toMatchObject({ kind: 'missing' })

    await ensureService(await lab.changing('load-test-1'), cloud)
    const started = await loadHost(looking, cloud)
    expect(started.instanceId).toBe(stopped.instanceId)
    expect(started.publicAddress === stopped.publicAddress).toBe(started.publicAddress === '127.0.0.1')
    expect(await (await security?.load())?.check(looking)).toMatchObject({ kind: 'holds' })
  })
})

describe("code that somebody else deployed over the lab's", () => {
  const isDone = async () => {
    const step = steps.find(({ id }) => id === 'code-optimization')
    return (await step?.load())?.check(await lab.looking('code-optimization'))
  }
  const foreign = zip(new Map([['lambda_function.py', { content: Buffer.from('# mine\n'), mode: 0o644 }]]))

  it('is noticed, and not overwritten by a reset', async () => {
    const lambda = await aws(lab.access).lambda()
    await lambda.updateFunctionCode({ FunctionName: lab.access.names.function, ZipFile: await foreign })
    expect(await isDone()).toMatchObject({ kind: 'changed' })
    await expect(reset(await lab.command(), 'code-optimization')).rejects.toMatchObject({ code: 'left' })
    expect((await snapshot()).code).toBe(codeSha256(await foreign))
  })
})

describe('a reset of all, with force', () => {
  it('restores the world as it was before the first step', async () => {
    expect(await snapshot()).not.toEqual(untouched)
    await reset(await lab.command({ overForeignChanges: 'force' }), null)
    expect(await snapshot()).toEqual(untouched)
  })
})
