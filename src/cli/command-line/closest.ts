import leven from 'leven'

/** As commander judges options and commands: no farther than that, and more alike than not. */
const FARTHEST = 3
const LEAST_ALIKE = 0.4

/** What of the known words was probably meant by the typed one; null: none is near. */
export function closest(typed: string, known: readonly string[]): string | null {
  const near = known
    .map((word) => ({ word, distance: leven(typed.toLowerCase(), word.toLowerCase()) }))
    .filter(({ word, distance }) => {
      const longest = Math.max(word.length, typed.length)
      return distance <= FARTHEST && (longest - distance) / longest > LEAST_ALIKE
    })
    .toSorted((one, other) => one.distance - other.distance)
  return near[0]?.word ?? null
}
