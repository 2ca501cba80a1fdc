import { LAB_TAG } from '../core/ledger.js'

/**
 * Versions, aliases and deployments carry no tags. Their description says whose they are instead, and `note` what undoing needs:
 * `serverless-load-lab lab-0123456789ab`.
 */
export function labelOf(labId: string, note: string | null = null): string {
  return [LAB_TAG, labId, ...(note === null ? [] : [note])].join(' ')
}

export interface Label {
  readonly labId: string
  readonly note: string | null
}

/** null: it is not a lab's. */
export function readLabel(description: string | undefined): Label | null {
  const [tag, labId, note = null] = (description ?? '').split(' ')
  return tag === LAB_TAG && labId !== undefined && IS_LAB.test(labId) ? { labId, note } : null
}

/** An alias is called as its lab, so that no two labs share one. */
export const IS_LAB = /^lab-[0-9a-f]{12}$/
