import { createHash } from 'node:crypto'
import { LabError } from '../../core/errors.js'
import { interrupted } from '../../core/interruption.js'
import { MOST_UNPACKED_BYTES } from '../../deployment-package/read-package.js'
import { verbatim } from '../../system/text.js'
import { wholeBody } from '../../system/whole-body.js'
import type { Aws } from '../client/aws.js'
import { awsErrorName } from '../client/errors.js'
import type { LiveFunction } from './function.js'

/** Lambda's own hash of a deployment package. */
export function codeSha256(zip: Uint8Array): string {
  return createHash('sha256').update(zip).digest('base64')
}

/** The live deployment package, exactly as it was uploaded. */
export async function downloadCode(live: LiveFunction): Promise<Uint8Array> {
  const zip = await fetch(live.codeLocation, { signal: AbortSignal.timeout(120_000) })
    .then(async (response) => {
      if (!response.ok) throw new Error(`HTTP ${response.status}`)
      return wholeBody(response.body, MOST_UNPACKED_BYTES)
    })
    .catch((thrown: unknown) => {
      throw downloadFailed(thrown)
    })
  const sha = codeSha256(zip)
  if (sha !== live.codeSha256) throw downloadFailed(new Error(`SHA-256 ${sha}, not ${live.codeSha256}`))
  return zip
}

/** Puts the package live, and resolves when it is in use, if the function's revision is still `live.revisionId`; throws `function-changed` otherwise. */
export async function deployCode(aws: Aws, live: LiveFunction, zip: Uint8Array): Promise<void> {
  const lambda = await aws.lambda()
  const { name, revisionId, architectures } = live
  try {
    await lambda.updateFunctionCode({
      FunctionName: name,
      ZipFile: zip,
      RevisionId: revisionId,
      // The service's model says that it would be x86_64 unless told.
      ...(architectures.length > 0 && { Architectures: [...architectures] }),
    })
  } catch (thrown) {
    if (awsErrorName(thrown) === 'PreconditionFailedException') throw functionChanged(name)
    throw thrown
  }
  await functionUpdated(aws, name)
}

/** Resolves when no update of it is under way. */
export async function functionUpdated(aws: Aws, name: string): Promise<void> {
  const lambda = await aws.lambda()
  const { waitUntilFunctionUpdatedV2 } = await import('@aws-sdk/client-lambda')
  await waitUntilFunctionUpdatedV2(
    // Most updates take a moment; the SDK would look again after a second at the earliest.
    { client: lambda, maxWaitTime: 300, minDelay: 0.2, maxDelay: 5, abortSignal: aws.signal },
    { FunctionName: name },
  ).catch((thrown: unknown) => {
    throw aws.signal.aborted ? interrupted({ cause: thrown }) : updateFailed(name, thrown)
  })
}

/** Somebody deployed, or configured, between a look and the change that was to follow it. */
export function functionChanged(name: string): LabError {
  return new LabError({
    code: 'function-changed',
    what: {
      en: `Somebody else has just changed ${name}.`,
      ko: `${name} 함수가 방금 다른 사용자에 의해 변경되었습니다.`,
    },
    why: {
      en: 'Its revision is no longer the one that was shown; nothing was overwritten.',
      ko: '앞에서 보여 드린 리비전이 아니므로 아무것도 덮어쓰지 않았습니다.',
    },
    next: {
      en: 'Type the same command to see the new difference.',
      ko: '같은 명령을 실행해 새 차이를 확인하세요.',
    },
  })
}

function downloadFailed(cause: unknown): LabError {
  return new LabError({
    code: 'code-download-failed',
    what: { en: "The function's code could not be downloaded.", ko: '함수의 코드를 내려받지 못했습니다.' },
    why: verbatim(cause instanceof Error ? cause.message : String(cause)),
    next: { en: 'Type the same command again.', ko: '같은 명령을 다시 실행하세요.' },
    cause,
  })
}

function updateFailed(name: string, cause: unknown): LabError {
  return new LabError({
    code: 'function-update-failed',
    what: {
      en: `${name} did not finish its update.`,
      ko: `${name} 함수의 업데이트가 끝나지 않았습니다.`,
    },
    why: verbatim(cause instanceof Error ? cause.message : String(cause)),
    next: {
      en: 'Look at the function in the Lambda console, then type the same command.',
      ko: 'Lambda 콘솔에서 함수를 확인한 뒤 같은 명령을 실행하세요.',
    },
    cause,
  })
}
