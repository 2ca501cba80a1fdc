import { LAB_TAG, type Tags } from '../core/ledger.js'

/** As the SDK's clients take them. */
export const tagList = (tags: Tags): { Key: string; Value: string }[] =>
  Object.entries(tags).map(([Key, Value]) => ({ Key, Value }))

/** The lab that made it; null: no lab did. */
export const labIn = (
  tags: readonly { Key?: string | undefined; Value?: string | undefined }[] = [],
): string | null => tags.find(({ Key }) => Key === LAB_TAG)?.Value ?? null

/** For EC2's Describe calls: what that lab made; null: what any lab made. */
export const madeBy = (labId: string | null): { Name: string; Values: string[] } =>
  labId === null ? { Name: 'tag-key', Values: [LAB_TAG] } : { Name: `tag:${LAB_TAG}`, Values: [labId] }
