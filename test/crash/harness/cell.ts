import type { Place } from './place.js'
import type { Recorded, Recording } from './recording.js'

/** One trouble of the matrix: where it strikes (a row), in which way (a column), and how it is played. */
export interface Cell {
  readonly title: string
  readonly row: string
  readonly column: string
  /** What is wrong after it; empty: the lab recovered. */
  play(place: Place, recording: Recording, until: Until): Promise<readonly string[]>
}

/** How a lab goes on once the command that was in trouble is done: through all steps that remain and a reset, or a reset alone. */
export type Until = 'the end' | 'reset'

/** The same command as recorded in another place: its folder and its counts are that place's own. */
export function commandOf({ commands }: Recording, name: string): Recorded {
  const command = commands.find((one) => one.name === name)
  if (command === undefined) throw new Error(`No command ${name} was recorded`)
  return command
}
