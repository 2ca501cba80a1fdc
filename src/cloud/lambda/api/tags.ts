import * as v from 'valibot'
import type { RestAnswer, RestRequest } from '../../service.js'
import { invalid } from '../functions/errors.js'
import { parseReference } from '../functions/names.js'
import type { ApiContext } from './context.js'
import { text } from './input.js'

export const Tags = v.record(text(128, 1), text(256))

export function checkTags(tags: Readonly<Record<string, string>>): void {
  const names = Object.keys(tags)
  if (names.length > 50) throw invalid('The number of tags exceeds the limit of 50.')
  if (names.some((name) => /^aws:/i.test(name))) throw invalid('Tag keys that begin with aws: are reserved.')
}

export async function listTags({ functions }: ApiContext, request: RestRequest): Promise<RestAnswer> {
  return { status: 200, body: { Tags: functions.get(resourceOf(request)).tags } }
}

function resourceOf({ labels }: RestRequest): string {
  const resource = labels['Resource'] ?? ''
  if (!resource.startsWith('arn:')) throw invalid(`Invalid resource ARN: ${resource.slice(0, 256)}`)
  const { name, qualifier } = parseReference(resource, null)
  if (qualifier === null) return name
  throw invalid('Tags on function aliases and versions are not supported. Please specify a function ARN.')
}
