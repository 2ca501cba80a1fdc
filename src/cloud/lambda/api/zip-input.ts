import * as v from 'valibot'
import { invalid } from '../functions/errors.js'
import { oneOf, text } from './input.js'

/** Where a function's code comes from. Only a zip in the request can be taken here. */
export const CodeMembers = {
  ZipFile: v.optional(v.string()),
  S3Bucket: v.optional(text(63)),
  S3Key: v.optional(text(1_024)),
  ImageUri: v.optional(v.string()),
}

export const Architectures = v.optional(
  v.pipe(
    v.array(oneOf(['x86_64', 'arm64'])),
    v.minLength(1, 'Member must have length greater than or equal to 1'),
    v.maxLength(1, 'Member must have length less than or equal to 1'),
  ),
)

export function zipOf(code: {
  readonly [member in keyof typeof CodeMembers]?: string | undefined
}): Uint8Array {
  if (code.S3Bucket !== undefined || code.S3Key !== undefined) {
    throw invalid('The local Lambda has no S3: send the code as ZipFile.')
  }
  if (code.ImageUri !== undefined) throw invalid('The local Lambda runs functions from zip files only.')
  if (code.ZipFile === undefined) throw invalid('Please provide a source for function code.')
  return Buffer.from(code.ZipFile, 'base64')
}

export function architectureOf(asked: readonly string[] | undefined, before: string | null): string {
  const [architecture] = asked ?? []
  return architecture ?? before ?? 'x86_64'
}
