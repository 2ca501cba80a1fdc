import type { Environment } from '@aws-sdk/client-cloud9'
import { LabError } from '../../core/errors.js'
import type { Found, Tagged } from '../../core/ledger.js'
import { verbatim } from '../../system/text.js'
import type { Aws } from '../client/aws.js'
import { awsErrorName } from '../client/errors.js'
import { waitUntil } from '../client/wait.js'
import { labIn, tagList } from '../tags.js'

export interface NewEnvironment {
  readonly name: string
  readonly instanceType: string
  readonly subnetId: string
  /** The same on every retry: Cloud9 answers the same environment. */
  readonly token: string
  readonly tags: Readonly<Record<string, string>>
}

/** Amazon Linux 2 can no longer be chosen; without an inbound rule, Cloud9 itself reaches the instance through SSM. */
const IMAGE = 'amazonlinux-2023-x86_64'
const IDLE_MINUTES_UNTIL_STOP = 120

export async function createEnvironment(aws: Aws, wanted: NewEnvironment): Promise<string> {
  const cloud9 = await aws.cloud9()
  const { environmentId } = await cloud9.createEnvironmentEC2({
    name: wanted.name,
    instanceType: wanted.instanceType,
    imageId: IMAGE,
    connectionType: 'CONNECT_SSM',
    subnetId: wanted.subnetId,
    automaticStopTimeMinutes: IDLE_MINUTES_UNTIL_STOP,
    clientRequestToken: wanted.token,
    tags: tagList(wanted.tags),
  })
  if (environmentId === undefined) throw new Error('Cloud9 created an environment without an id')
  return environmentId
}

/** The lab's own environment, else one of that name that is somebody else's. Those being deleted do not count. */
export async function findEnvironment(aws: Aws, name: string, labId: string): Promise<Found> {
  const there = (await liveEnvironments(aws)).filter((environment) => environment.name === name)
  const known = await Promise.all(there.map(async (one) => ({ ...one, lab: await labOf(aws, one) })))
  const ours = known.find(({ lab }) => lab === labId)
  const found = ours ?? known[0]
  if (found?.id === undefined) return { kind: 'none' }
  return { kind: ours === undefined ? 'foreign' : 'ours', id: found.id, details: {} }
}

export async function taggedEnvironments(aws: Aws, labId: string | null): Promise<Tagged[]> {
  const there = await liveEnvironments(aws)
  const known = await Promise.all(there.map(async (one) => ({ ...one, lab: await labOf(aws, one) })))
  return known
    .flatMap(({ lab, ...one }) =>
      lab === null || (labId !== null && lab !== labId) ? [] : [{ ...one, lab }],
    )
    .map(({ id = '', name = '', lab }) => ({
      type: 'cloud9-environment',
      id,
      labId: lab,
      intent: { name, lab },
      what: verbatim(`Cloud9 ${name} (${id})`),
    }))
}

/** Resolves when it can be used; throws Cloud9's own reason when it could not be made. */
export async function environmentReady(aws: Aws, id: string): Promise<void> {
  await waitUntil({
    waitingFor: { en: 'the Cloud9 environment', ko: 'Cloud9 환경 생성 대기' },
    seconds: 900,
    signal: aws.signal,
    look: async () => {
      const environment = await describeEnvironment(aws, id)
      const { status, reason } = environment?.lifecycle ?? {}
      if (status === 'CREATE_FAILED') throw createFailed(reason ?? '')
      return status === 'CREATED' ? status : null
    },
  })
}

/** Deletes it with its instance and security group, and resolves when it is gone. */
export async function deleteEnvironment(aws: Aws, id: string): Promise<void> {
  const cloud9 = await aws.cloud9()
  if ((await describeEnvironment(aws, id)) === null) return
  await cloud9.deleteEnvironment({ environmentId: id }).catch(ignoring('NotFoundException'))
  await waitUntil({
    waitingFor: { en: 'the Cloud9 environment to be gone', ko: 'Cloud9 환경 삭제 대기' },
    seconds: 900,
    signal: aws.signal,
    look: async () => {
      const environment = await describeEnvironment(aws, id)
      const { status, reason } = environment?.lifecycle ?? {}
      if (status === 'DELETE_FAILED') throw deleteFailed(reason ?? '')
      return environment === null ? 'gone' : null
    },
  })
}

/** null: there is none of that id. */
export async function describeEnvironment(aws: Aws, id: string): Promise<Environment | null> {
  const cloud9 = await aws.cloud9()
  const { environments } = await cloud9
    .describeEnvironments({ environmentIds: [id] })
    .catch(ignoring('NotFoundException'))
  return environments?.[0] ?? null
}

async function liveEnvironments(aws: Aws): Promise<Environment[]> {
  const cloud9 = await aws.cloud9()
  const live: Environment[] = []
  let nextToken: string | undefined
  do {
    const page = await cloud9.listEnvironments({ maxResults: 25, ...(nextToken && { nextToken }) })
    const ids = page.environmentIds ?? []
    if (ids.length > 0) {
      const { environments = [] } = await cloud9.describeEnvironments({ environmentIds: ids })
      live.push(...environments.filter(({ lifecycle }) => lifecycle?.status !== 'DELETING'))
    }
    nextToken = page.nextToken
  } while (nextToken)
  return live
}

async function labOf(aws: Aws, environment: Environment): Promise<string | null> {
  if (environment.arn === undefined) return null
  const cloud9 = await aws.cloud9()
  // Deleted between the two calls: nobody's.
  const { Tags = [] } = await cloud9
    .listTagsForResource({ ResourceARN: environment.arn })
    .catch(ignoring('NotFoundException'))
  return labIn(Tags)
}

function ignoring(name: string) {
  return (thrown: unknown): Record<string, never> => {
    if (awsErrorName(thrown) === name) return {}
    throw thrown
  }
}

function createFailed(reason: string): LabError {
  return new LabError({
    code: 'environment-failed',
    what: { en: 'Cloud9 could not create the environment.', ko: 'Cloud9 환경을 만들지 못했습니다.' },
    why: verbatim(reason),
    next: {
      en: 'Type `lab reset environment`, then `lab next`, perhaps with another `--instance-type`.',
      ko: '`lab reset environment`를 실행한 뒤 `lab next`를 다시 실행하세요. 필요하면 `--instance-type`을 바꾸세요.',
    },
  })
}

function deleteFailed(reason: string): LabError {
  return new LabError({
    code: 'environment-delete-failed',
    what: { en: 'Cloud9 could not delete the environment.', ko: 'Cloud9 환경을 삭제하지 못했습니다.' },
    why: verbatim(reason),
    next: {
      en: 'Look at its CloudFormation stack (`aws-cloud9-…`), then type `lab reset` again.',
      ko: 'CloudFormation 스택(`aws-cloud9-…`)을 확인한 뒤 `lab reset`을 다시 실행하세요.',
    },
  })
}
