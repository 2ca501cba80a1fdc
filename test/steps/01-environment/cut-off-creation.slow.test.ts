import { beforeAll, describe, expect, it } from 'vitest'
import type { Aws } from '../../../src/aws/client/aws.js'
import { ingressRule } from '../../../src/aws/resources/ingress-rule.js'
import { createSecurityGroup } from '../../../src/aws/resources/security-group.js'
import { type Released, type Row } from '../../../src/core/ledger.js'
import { release } from '../../../src/core/ledger/release.js'
import { type Journal, keepJournal } from '../../../src/core/state/journal.js'
import { newLab } from '../../../src/core/state/transitions.js'
import type { LabState } from '../../../src/core/state.js'
import type { StepContext } from '../../../src/core/step.js'
import { makeHost } from '../../../steps/01-environment/make-host.js'
import { recordCalls } from '../../account/recorded/recorded.js'
import { awsAt } from '../../aws/aws-at.js'
import { placeAt, QUIETLY, resourceOf, taggedHosts } from '../../aws/place.js'
import { type HostServices, startHostServices } from '../../cloud/host-services.js'
import { contextOf, makeNetwork } from '../lab-context.js'

/** A cloud as late as AWS: what was just made is not listed at once. */
let services: HostServices
let cloud: Aws
beforeAll(async () => {
  await recordCalls(import.meta.url)
  services = await startHostServices(undefined, { delays: 'aws-like', cloud9: 'closed' })
  const { endpoint, credentials } = services.client
  cloud = awsAt(endpoint, credentials)
  await makeNetwork(cloud, 'cloud9-subnet-a', 'ap-northeast-2a')
  return () => services.stop()
})

const LAB = 'lab-0123456789ab'

describe('a reset of a lab that was killed before the answer to a creating call', () => {
  it.each(['security-group', 'ec2-instance'])(
    'removes the %s, although EC2 does not list it yet',
    async (type) => {
      const rows = await killedWhileMaking(type, async (journal) => {
        await makeHost(context(journal), cloud, 'ec2', 'c5.large')
      })
      expect(await released(rows)).toEqual(rows.map(() => ({ kind: 'removed' })))
      expect(await taggedHosts(placeAt(cloud.access, services.dir), LAB)).toEqual([])
    },
  )

  it('removes the ingress-rule likewise', async () => {
    const ec2 = await cloud.ec2()
    const vpcId = (await ec2.describeVpcs({})).Vpcs?.[0]?.VpcId ?? ''
    const securityGroupId = await createSecurityGroup(cloud, { name: 'of others', vpcId }, {})
    const rows = await killedWhileMaking('ingress-rule', async (journal) => {
      const wanted = { securityGroupId, port: 8089, cidr: '127.0.0.1/32', lab: LAB }
      await context(journal).ledger.ensure(ingressRule, 'rule', wanted)
    })
    expect(await released(rows)).toEqual([{ kind: 'removed' }])
    expect(await taggedHosts(placeAt(cloud.access, services.dir), LAB)).toEqual([])
  })

  it('knows at once that what it began to make long ago, and is not there, never was', async () => {
    const tried: Row = {
      key: 'environment',
      type: 'ec2-instance',
      step: 'environment',
      owned: true,
      token: `${LAB}-token-of-the-test`,
      intent: { instanceType: 'c5.large', lab: LAB },
      details: {},
      since: '2026-11-23T00:00:00.000Z',
      status: 'creating',
      id: null,
    }
    const said: string[] = []
    expect(await released([tried], said)).toEqual([{ kind: 'absent' }])
    expect(said).toEqual([])
  })
})

/** The rows of a lab whose process ended between that type's creating call and the writing of its answer. */
async function killedWhileMaking(
  type: string,
  work: (journal: Journal) => Promise<void>,
): Promise<readonly Row[]> {
  let saved: LabState = newLab(LAB, cloud.access)
  const journal = keepJournal(saved, async (state) => {
    if (state.rows.some((row) => row.type === type && row.status === 'created')) throw new Error('killed')
    saved = state
  })
  await expect(work(journal)).rejects.toThrow('killed')
  expect(saved.rows.at(-1)).toMatchObject({ type, status: 'creating' })
  return saved.rows
}

/** In the order of a reset. */
async function released(rows: readonly Row[], said: string[] = []): Promise<readonly Released[]> {
  const journal = keepJournal({ ...newLab(LAB, cloud.access), rows }, async () => undefined)
  const place = placeAt(cloud.access, services.dir)
  const how = { ...QUIETLY, report: (line: { readonly en: string }) => void said.push(line.en) }
  const outcomes: Released[] = []
  for (const row of rows.toReversed()) {
    const outcome = await release(journal, place, resourceOf(row.type), row, how)
    outcomes.push(outcome)
    // What stands on it would wait for minutes.
    if (outcome.kind !== 'removed') break
  }
  return outcomes
}

const context = (journal: Journal): StepContext => contextOf(journal, cloud.access, services.dir)
