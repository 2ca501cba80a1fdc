import * as v from 'valibot'
import { badRequest } from './control-plane.js'

export const PatchBody = v.strictObject({
  patchOperations: v.optional(
    v.array(
      v.strictObject({
        op: v.picklist(['add', 'remove', 'replace', 'move', 'copy', 'test']),
        path: v.string(),
        value: v.optional(v.string()),
      }),
    ),
    [],
  ),
})
type PatchOperation = v.InferOutput<typeof PatchBody>['patchOperations'][number]

/** What may be patched: a path with `{labels}`, the operations that it takes, and what they do. */
export interface Patch<Target> {
  readonly path: string
  readonly ops: readonly PatchOperation['op'][]
  /** Whether the path says it all: only a replacement has a value. */
  readonly isItsOwnValue?: boolean
  /** Labels are decoded as in a JSON pointer (`~1` is a slash); `raw` has them as they came. `value` is '' for a removal. */
  apply(target: Target, patch: { op: PatchOperation['op']; labels: Labels; raw: Labels; value: string }): void
}
type Labels = Readonly<Record<string, string>>

export function applyPatches<Target>(
  target: Target,
  operations: readonly PatchOperation[],
  patches: readonly Patch<Target>[],
): void {
  for (const { op, path, value } of operations) {
    const found = patches
      .map((patch) => ({ patch, raw: match(patch.path, path) }))
      .find(({ patch, raw }) => raw !== null && patch.ops.includes(op))
    if (found === undefined || found.raw === null) {
      const known = patches.filter(({ ops }) => ops.includes(op)).map((patch) => patch.path)
      return badRequest(
        `Invalid patch path '${path}' specified for op '${op}'. Must be one of: [${known.join(', ')}]`,
      )
    }
    const isNeeded = op === 'replace' || (op !== 'remove' && found.patch.isItsOwnValue !== true)
    if (value === undefined && isNeeded) return badRequest(`The op '${op}' of '${path}' needs a value`)
    const decoded = Object.fromEntries(
      Object.entries(found.raw).map(([name, label]) => [name, unescape(label)]),
    )
    found.patch.apply(target, { op, labels: decoded, raw: found.raw, value: value ?? '' })
  }
}

function match(pattern: string, path: string): Labels | null {
  const wanted = pattern.split('/')
  const parts = path.split('/')
  if (wanted.length !== parts.length) return null
  const labels: [string, string][] = []
  for (const [index, want] of wanted.entries()) {
    const part = parts[index] ?? ''
    if (want.startsWith('{')) labels.push([want.slice(1, -1), part])
    else if (want !== part) return null
  }
  return Object.fromEntries(labels)
}

function unescape(label: string): string {
  return label.replaceAll('~1', '/').replaceAll('~0', '~')
}
