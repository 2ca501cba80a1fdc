import type { FunctionConfiguration } from '@aws-sdk/client-lambda'
import type { Creation } from '../../core/ledger.js'
import type { Aws } from '../client/aws.js'
import { awsErrorName } from '../client/errors.js'
import { waitUntil } from '../client/wait.js'
import { labelOf, readLabel } from './label.js'

/** A published version; `codeSha256` is its package's, base64. */
export interface PublishedVersion {
  readonly version: string
  readonly codeSha256: string
  readonly labId: string | null
}

/** null: there is none of that number. */
export async function findVersion(aws: Aws, name: string, version: string): Promise<PublishedVersion | null> {
  const lambda = await aws.lambda()
  try {
    return published(await lambda.getFunctionConfiguration({ FunctionName: name, Qualifier: version }))
  } catch (thrown) {
    if (awsErrorName(thrown) === 'ResourceNotFoundException') return null
    throw thrown
  }
}

/** Those that labs published, oldest first; null: any lab's. None where there is no such function. */
export async function versionsOfLabs(
  aws: Aws,
  name: string,
  labId: string | null,
): Promise<PublishedVersion[]> {
  const lambda = await aws.lambda()
  const found: PublishedVersion[] = []
  let Marker: string | undefined
  do {
    const page = await lambda.listVersionsByFunction({ FunctionName: name, ...(Marker && { Marker }) })
    found.push(...(page.Versions ?? []).map(published))
    Marker = page.NextMarker
  } while (Marker)
  return found.filter((one) => one.labId !== null && (labId === null || one.labId === labId))
}

/** Publishes the live code. Where nothing changed since the last version Lambda answers that one, and it is not ours. */
export async function publishVersion(
  aws: Aws,
  name: string,
  { labId, codeSha256 }: { readonly labId: string; readonly codeSha256: string },
): Promise<Creation> {
  const lambda = await aws.lambda()
  const answer = await lambda.publishVersion({
    FunctionName: name,
    CodeSha256: codeSha256,
    Description: labelOf(labId),
  })
  const { version, labId: owner } = published(answer)
  return { id: version, details: {}, ...(owner === labId ? {} : { owned: false }) }
}

/** Resolves when it can be invoked: a version of a function in a VPC is pending first. */
export async function versionActive(aws: Aws, name: string, version: string): Promise<void> {
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
export async function deleteVersion(aws: Aws, name: string, version: string): Promise<void> {
  const lambda = await aws.lambda()
  await lambda.deleteFunction({ FunctionName: name, Qualifier: version }).catch((thrown: unknown) => {
    if (awsErrorName(thrown) !== 'ResourceNotFoundException') throw thrown
  })
}

function published({ Version = '', CodeSha256 = '', Description }: FunctionConfiguration): PublishedVersion {
  return { version: Version, codeSha256: CodeSha256, labId: readLabel(Description)?.labId ?? null }
}
