import type { Environment } from '@aws-sdk/client-cloud9'
import { LabError } from '../../../core/errors.js'
import { verbatim } from '../../../system/text.js'
import type { Aws } from '../../client/aws.js'
import { awsErrorName } from '../../client/errors.js'
import { pages } from '../../client/pages.js'
import { waitUntil } from '../../client/wait.js'
import { labIn, tagList } from '../../tags.js'

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

export interface KnownEnvironment {
  readonly id: string
  readonly name: string
  /** null: no lab made it. */
  readonly lab: string | null
}

/** All of the account, and whose they are; those being deleted do not count. */
export async function environments(aws: Aws): Promise<KnownEnvironment[]> {
  const live = await liveEnvironments(aws)
  return Promise.all(
    live.map(async (one) => ({ id: one.id ?? '', name: one.name ?? '', lab: await labOf(aws, one) })),
  )
}

async function liveEnvironments(aws: Aws): Promise<Environment[]> {
  const cloud9 = await aws.cloud9()
  const live: Environment[] = []
  const listed = pages(
    (nextToken) => cloud9.listEnvironments({ maxResults: 25, ...(nextToken && { nextToken }) }),
    ({ nextToken }) => nextToken,
  )
  for await (const { environmentIds: ids = [] } of listed) {
    if (ids.length === 0) continue
    const { environments: described = [] } = await cloud9.describeEnvironments({ environmentIds: ids })
    live.push(...described.filter(({ lifecycle }) => lifecycle?.status !== 'DELETING'))
  }
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
