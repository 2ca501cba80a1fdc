import type { FunctionConfiguration } from '@aws-sdk/client-lambda'
import { LabError } from '../../core/errors.js'
import type { Creation } from '../../core/ledger.js'
import type { Text } from '../../system/text.js'
import type { Aws } from '../client/aws.js'
import { awsErrorName } from '../client/errors.js'
import { everyItem, pages } from '../client/pages.js'
import { waitUntil } from '../client/wait.js'
import { labelOf, readLabel } from '../label.js'
import { ALIAS_ROUTING, type AliasRouting } from './alias-routing.js'
import { NONE, resource } from './resource.js'
import { orNothing, routingLeft } from './routing-left.js'
import { unlessCalled } from './still-called.js'

/** `codeSha256`: of the live code, which is what is to be published. */
type Wanted = AliasRouting & { readonly codeSha256: string }

/** The live code as a version, whose number is the id: provisioned concurrency is for versions, which do not change any more. */
export const functionVersion = resource<AliasRouting, Wanted, PublishedVersion>({
  type: 'function-version',
  intent: ALIAS_ROUTING,
  undo: 'delete',
  running: 'free',
  find: async ({ aws, intent: { function: name, lab }, row, wanted }) => {
    const found =
      row === null || row.id === null
        ? (await versionsOfLabs(aws, name, lab)).findLast(
            ({ codeSha256 }) => wanted === null || codeSha256 === wanted.codeSha256,
          )
        : await findVersion(aws, name, row.id)
    return found == null ? NONE : { kind: 'ours', id: found.version, details: {}, live: found }
  },
  matches: ({ codeSha256 }, live) => {
    // A ready environment runs the published version, whatever the function has become.
    if (live.codeSha256 !== codeSha256) throw otherCodeSince(live.version)
    return 'as-wanted'
  },
  create: async ({ aws, wanted }) => publishVersion(aws, wanted),
  ready: ({ aws, wanted, id }) => versionActive(aws, wanted.function, id),
  remove: (look) => unlessCalled(look, () => deleteVersion(look.aws, look.intent.function, look.id)),
  describe: ({ function: name }, id) => says(name, id ?? '…'),
  tagged: async (aws, labId) => {
    const name = aws.access.names.function
    const found = await orNothing(versionsOfLabs(aws, name, labId))
    return Promise.all(
      found.map(async ({ version, lab }) => ({
        id: version,
        labId: lab,
        intent: await routingLeft(aws, lab),
        what: says(name, version),
      })),
    )
  },
})

const says = (name: string, version: string): Text => ({
  en: `version ${version} of ${name}`,
  ko: `${name} 함수의 버전 ${version}`,
})

/** A published version; `codeSha256` is its package's, base64. */
interface PublishedVersion {
  readonly version: string
  readonly codeSha256: string
  /** null: no lab published it. */
  readonly lab: string | null
}

/** null: there is none of that number. */
async function findVersion(aws: Aws, name: string, version: string): Promise<PublishedVersion | null> {
  const lambda = await aws.lambda()
  try {
    return published(await lambda.getFunctionConfiguration({ FunctionName: name, Qualifier: version }))
  } catch (thrown) {
    if (awsErrorName(thrown) === 'ResourceNotFoundException') return null
    throw thrown
  }
}

/** Those that labs published, oldest first; null: any lab's. None where there is no such function. */
async function versionsOfLabs(
  aws: Aws,
  name: string,
  labId: string | null,
): Promise<(PublishedVersion & { readonly lab: string })[]> {
  const lambda = await aws.lambda()
  const all = await everyItem(
    pages(
      (Marker) => lambda.listVersionsByFunction({ FunctionName: name, Marker }),
      ({ NextMarker }) => NextMarker,
    ),
    ({ Versions = [] }) => Versions.map(published),
  )
  return all.flatMap(({ lab, ...one }) =>
    lab === null || (labId !== null && lab !== labId) ? [] : [{ ...one, lab }],
  )
}

/** Publishes the live code. Where nothing changed since the last version Lambda answers that one, and it is not ours. */
async function publishVersion(aws: Aws, { function: name, lab, codeSha256 }: Wanted): Promise<Creation> {
  const lambda = await aws.lambda()
  const answer = await lambda.publishVersion({
    FunctionName: name,
    CodeSha256: codeSha256,
    Description: labelOf(lab),
  })
  const { version, lab: owner } = published(answer)
  return { id: version, details: {}, ...(owner === lab ? {} : { owned: false }) }
}

/** Resolves when it can be invoked: a version of a function in a VPC is pending first. */
async function versionActive(aws: Aws, name: string, version: string): Promise<void> {
  const lambda = await aws.lambda()
  await waitUntil({
    waitingFor: { en: `version ${version} of ${name}`, ko: `${name} 함수의 버전 ${version}` },
    seconds: 300,
    signal: aws.signal,
    look: async () => {
      const { State } = await lambda.getFunctionConfiguration({ FunctionName: name, Qualifier: version })
      return State === 'Pending' ? null : true
    },
  })
}

/** Not there is success. */
async function deleteVersion(aws: Aws, name: string, version: string): Promise<void> {
  const lambda = await aws.lambda()
  await lambda.deleteFunction({ FunctionName: name, Qualifier: version }).catch((thrown: unknown) => {
    if (awsErrorName(thrown) !== 'ResourceNotFoundException') throw thrown
  })
}

function published({ Version = '', CodeSha256 = '', Description }: FunctionConfiguration): PublishedVersion {
  return { version: Version, codeSha256: CodeSha256, lab: readLabel(Description)?.labId ?? null }
}

function otherCodeSince(version: string): LabError {
  return new LabError({
    code: 'code-changed-since-version',
    what: {
      en: `The function's code is no longer that of version ${version}, which the lab published.`,
      ko: `함수의 코드가 실습에서 게시한 버전 ${version}의 코드와 다릅니다.`,
    },
    why: {
      en: 'Its ready environments run the published version.',
      ko: '준비된 실행 환경은 게시한 버전의 코드를 실행합니다.',
    },
    next: {
      en: 'Type `lab reset code-optimization`, then `lab next` with the options that you want.',
      ko: '`lab reset code-optimization`을 실행한 뒤 원하는 옵션으로 `lab next`를 실행하세요.',
    },
  })
}
