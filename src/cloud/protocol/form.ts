import type { Members, Value } from '../service.js'
import { LIMITS, malformed } from './limits.js'
import { emptyMembers } from './members.js'

/**
 * The parameters of a query request as members: `Filter.1.Value.2=x` is `{Filter: [{Value: [..., 'x']}]}`, and so is
 * `Filter.member.1.Value.member.2=x`. All values are strings.
 */
export function parseForm(text: string): { readonly operation: string; readonly input: Members } {
  const parameters = new URLSearchParams(text)
  if (parameters.size > LIMITS.parameters) throw malformed(`More than ${LIMITS.parameters} parameters.`)
  const root: Branch = new Map()
  for (const [name, value] of parameters) if (!ENVELOPE.has(name)) place(root, name.split('.'), value)
  return { operation: parameters.get('Action') ?? '', input: structureOf(root) }
}

/** Parameters that name the call; they are no input. */
const ENVELOPE = new Set(['Action', 'Version'])

type Branch = Map<string, Branch | string>

function place(root: Branch, names: readonly string[], value: string): void {
  if (names.length > LIMITS.depth)
    throw malformed(`A parameter is nested deeper than ${LIMITS.depth} levels.`)
  let branch = root
  for (const name of names.slice(0, -1)) {
    const next = branch.get(name) ?? new Map<string, Branch | string>()
    if (typeof next === 'string')
      throw malformed(`The parameter ${names.join('.')} is both a value and a structure.`)
    branch.set(name, next)
    branch = next
  }
  const last = names.at(-1) ?? ''
  if (branch.has(last)) throw malformed(`The parameter ${names.join('.')} is given twice.`)
  branch.set(last, value)
}

function valueOf(node: Branch | string): Value {
  if (typeof node === 'string') return node
  const members = node.get('member')
  if (node.size === 1 && members instanceof Map) return valueOf(members)
  return isList(node) ? listOf(node) : structureOf(node)
}

function structureOf(branch: Branch): Members {
  const members = emptyMembers()
  for (const [name, node] of branch) members[name] = valueOf(node)
  return members
}

const isList = (branch: Branch): boolean => [...branch.keys()].every((name) => /^\d{1,6}$/.test(name))

/** In the order of the numbers; a number that is left out leaves no hole. */
const listOf = (branch: Branch): Value[] =>
  [...branch].sort(([a], [b]) => Number(a) - Number(b)).map(([, node]) => valueOf(node))
