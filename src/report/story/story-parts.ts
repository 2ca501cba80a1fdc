import type { Text } from '../../system/text.js'

/** What the tests show, told so that somebody who has not done the workshop understands it. */
export interface Story {
  readonly headline: Text
  readonly parts: readonly Part[]
}

/** A question that a reader has, and its answer in paragraphs. */
export interface Part {
  readonly question: Text
  readonly answer: readonly Text[]
}
