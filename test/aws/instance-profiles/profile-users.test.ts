import { tmpdir } from 'node:os'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Aws } from '../../../src/aws/client/aws.js'
import { instanceProfile } from '../../../src/aws/resources/iam-instance-profile/iam-instance-profile.js'
import {
  CLOUD9_PROFILE,
  labProfile,
} from '../../../src/aws/resources/iam-instance-profile/profiles-wanted.js'
import type { KnownRow } from '../../../src/core/ledger.js'
import { recordCalls } from '../../account/recorded/recorded.js'
import { placeAt, QUIETLY } from '../place.js'
import { queryServer, type Refusal } from '../query-server.js'

const LAB = 'lab-0123456789ab'
const HOME = 'ap-northeast-2'
const ABROAD = 'us-west-2'
const DENIED: Refusal = { code: 'UnauthorizedOperation', message: 'You are not authorized by a policy.' }

beforeAll(() => recordCalls(import.meta.url))

describe('an instance profile at a reset', () => {
  it('is removed where no instance has it any more', async () => {
    const cloud = await accountWith({ [HOME]: instanceWith('another'), [ABROAD]: instanceWith('another') })
    await expect(removed(cloud, CLOUD9_PROFILE)).resolves.toEqual({ kind: 'removed' })
  })

  it('is kept where it is Cloud9’s and an environment of another Region uses it', async () => {
    const cloud = await accountWith({ [HOME]: '', [ABROAD]: instanceWith(CLOUD9_PROFILE.name) })
    await expect(removed(cloud, CLOUD9_PROFILE)).resolves.toMatchObject({
      kind: 'kept',
      why: { en: expect.stringContaining(ABROAD), ko: expect.stringContaining(ABROAD) },
      next: { en: expect.stringContaining('lab reset --force') },
    })
    await expect(removed(cloud, CLOUD9_PROFILE, 'force')).resolves.toEqual({ kind: 'removed' })
  })

  it('is kept where it is Cloud9’s and one of the Regions may not be looked at, and says which and why', async () => {
    const cloud = await accountWith({ [HOME]: '', [ABROAD]: DENIED })
    await expect(removed(cloud, CLOUD9_PROFILE)).resolves.toMatchObject({
      kind: 'kept',
      why: { en: expect.stringMatching(`${ABROAD}.*${DENIED.message}`) },
    })
    await expect(removed(cloud, labProfile(LAB))).resolves.toEqual({ kind: 'removed' })
  })
})

const removed = async (
  cloud: Aws,
  { name, role }: typeof CLOUD9_PROFILE,
  over: 'refuse' | 'force' = 'refuse',
) => instanceProfile.remove(placeAt(cloud.access, tmpdir()), rowOf(name, role), { ...QUIETLY, over })

const rowOf = (name: string, role: string): KnownRow => ({
  key: 'profile',
  type: 'iam-instance-profile',
  step: 'environment',
  owned: true,
  token: LAB,
  intent: { name, role, lab: LAB },
  details: {},
  since: '2026-11-23T00:00:00.000Z',
  status: 'created',
  id: name,
})

/** Each Region with what it has of instances; the profiles themselves are gone already. */
const accountWith = async (regions: Readonly<Record<string, string | Refusal>>): Promise<Aws> =>
  queryServer(({ action, region }) => {
    if (action === 'DescribeRegions') {
      const items = Object.keys(regions).map((name) => `<item><regionName>${name}</regionName></item>`)
      return `<DescribeRegionsResponse><regionInfo>${items.join('')}</regionInfo></DescribeRegionsResponse>`
    }
    if (action !== 'DescribeInstances') return null
    const found = regions[region] ?? ''
    return typeof found === 'string'
      ? `<DescribeInstancesResponse><reservationSet>${found}</reservationSet></DescribeInstancesResponse>`
      : found
  })

const instanceWith = (profile: string): string =>
  `<item><instancesSet><item><instanceId>i-1</instanceId><iamInstanceProfile><arn>arn:aws:iam::123456789012:instance-profile/cloud9/${profile}</arn></iamInstanceProfile></item></instancesSet></item>`
