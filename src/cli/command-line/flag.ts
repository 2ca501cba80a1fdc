import type { Text } from '../../system/text.js'

export interface Flag {
  /** As commander wants it. */
  readonly syntax: string
  readonly summary: Text
}
