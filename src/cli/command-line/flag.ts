import type { Text } from '../../system/text.js'

export interface Flag {
  /** As commander wants it. */
  readonly syntax: string
  readonly summary: Text
  /** All that it can be; undefined: more than can be listed. */
  readonly values?: readonly string[]
}
