/** Where the local cloud listens, as NO_PROXY has it. */
const LOOPBACK = ['127.0.0.1', 'localhost']

type Env = Readonly<Record<string, string | undefined>>
/** A value to set, or null: to unset. */
export type Changes = Readonly<Record<string, string | null>>

/**
 * A proxy does not reach this computer's loopback. Programs read one of the two spellings, and not all the same one first: each that
 * is set is added to.
 */
export function pastTheProxy(env: Env): Changes {
  const spellings = spellingsIn(env)
  const changes = (spellings.length === 0 ? ['NO_PROXY'] : spellings).flatMap((name) => {
    const now = entries(env[name])
    const missing = LOOPBACK.filter((host) => !now.includes(host))
    const added = [...entries(env[addedTo(name)]), ...missing]
    return missing.length === 0
      ? []
      : [
          [name, [...now, ...missing].join(',')],
          [addedTo(name), added.join(',')],
        ]
  })
  return Object.fromEntries(changes)
}

/** Takes the lab's entries out again. */
export function throughTheProxy(env: Env): Changes {
  const changes = spellingsIn(env).flatMap((name) => {
    const added = entries(env[addedTo(name)])
    const left = entries(env[name]).filter((entry) => !added.includes(entry))
    return added.length === 0
      ? []
      : [
          [name, left.length === 0 ? null : left.join(',')],
          [addedTo(name), null],
        ]
  })
  return Object.fromEntries(changes)
}

/** Which of that variable's entries are the lab's; the others are the person's. */
const addedTo = (name: string): string => `LAB_${name}`

const spellingsIn = (env: Env): string[] =>
  ['NO_PROXY', 'no_proxy'].filter((name) => entries(env[name]).length > 0)

const entries = (list: string | undefined): string[] =>
  (list ?? '')
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
