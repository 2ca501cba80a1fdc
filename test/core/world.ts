import type { Found, ResourceType, Row, Tagged, Tags } from '../../src/core/ledger.js'
import { LAB_TAG } from '../../src/core/ledger.js'
import type { Creatable } from '../../src/core/resource.js'
import { verbatim } from '../../src/system/text.js'

const TYPES = [
  'cloud9-environment',
  'security-group',
  'ec2-instance',
  'ingress-rule',
  'function-code',
] as const

export interface Thing {
  readonly id: string
  readonly type: ResourceType
  readonly name: string
  /** null: made by somebody else. */
  readonly labId: string | null
  readonly token: string | null
}

export interface Named {
  readonly name: string
}

/** A cloud in memory, of named things and one function's code. `reach` stands before and after every call: there a process may die. */
export class World {
  things: Thing[] = []
  code: 'original' | 'optimized' | 'of somebody else' = 'original'
  /** Every call that was to change something, oldest first. */
  readonly changes: string[] = []
  /** Names that are not created, and names whose removal fails. */
  readonly refused = new Set<string>()
  readonly stuck = new Set<string>()
  reach: () => void = () => undefined
  beforeRemoval: (name: string) => void = () => undefined
  #count = 0

  find(type: ResourceType, name: string, labId: string): Found {
    this.reach()
    if (type === 'function-code') return this.#findCode()
    const named = this.things.filter((thing) => thing.type === type && thing.name === name)
    const thing = named.find((one) => one.labId === labId) ?? named[0]
    if (thing === undefined) return { kind: 'none' }
    return { kind: thing.labId === labId ? 'ours' : 'foreign', id: thing.id, details: { seen: thing.id } }
  }

  create(type: ResourceType, name: string, { token, tags }: { token: string; tags: Tags }): string {
    this.reach()
    this.changes.push(`create ${name}`)
    if (this.refused.has(name)) throw new Error(`${name} is refused`)
    if (type === 'function-code') this.code = 'optimized'
    const id = type === 'function-code' ? name : this.#put(type, name, tags[LAB_TAG] ?? null, token)
    this.reach()
    return id
  }

  /** Somebody else's, beside the lab. */
  plant(type: ResourceType, name: string): void {
    this.#put(type, name, null, null)
  }

  ours(): readonly Thing[] {
    return this.things.filter(({ labId }) => labId !== null)
  }

  resources(labId: string): readonly Creatable<Named>[] {
    return TYPES.map((type) => this.resource(type, labId))
  }

  resource(type: ResourceType, labId: string): Creatable<Named> {
    return {
      type,
      undo: type === 'function-code' ? 'restore' : 'delete',
      acceptsIntent: ({ name }) => typeof name === 'string',
      running: () => null,
      opensToAll: () => false,
      intentOf: ({ name }) => ({ name }),
      intentIn: (row) => ({ name: nameOf(row) }),
      changes: () => null,
      find: async (_place, { name }) => this.find(type, name, labId),
      findWanted: async (_place, { name }) => this.find(type, name, labId),
      create: async (_place, { name }, how) => ({ id: this.create(type, name, how), details: {} }),
      ready: async () => undefined,
      findToUndo: async (_place, row) => this.find(type, nameOf(row), labId),
      remove: async (_place, row) => {
        this.reach()
        this.beforeRemoval(nameOf(row))
        this.changes.push(`remove ${nameOf(row)}`)
        if (this.stuck.has(nameOf(row))) throw new Error(`${nameOf(row)} is in use`)
        if (type === 'function-code' && this.code === 'of somebody else') {
          return {
            kind: 'kept',
            why: verbatim('its code is not the lab’s'),
            next: verbatim('lab reset --force'),
          }
        }
        if (type === 'function-code') this.code = 'original'
        else this.things = this.things.filter(({ id }) => id !== row.id)
        this.reach()
        return { kind: type === 'function-code' ? 'restored' : 'removed' }
      },
      describe: (row) => verbatim(`${type} ${nameOf(row)}`),
      tagged: async () => [],
    }
  }

  async sweep(labId: string | null): Promise<readonly Tagged[]> {
    this.reach()
    return this.things.flatMap(({ type, id, name, labId: lab }) =>
      lab === null || (labId !== null && lab !== labId)
        ? []
        : [{ type, id, labId: lab, intent: { name }, what: verbatim(name) }],
    )
  }

  #findCode(): Found {
    if (this.code === 'original') return { kind: 'none' }
    return { kind: this.code === 'optimized' ? 'ours' : 'foreign', id: 'code', details: {} }
  }

  /** As AWS does it: the same token again is the same thing. */
  #put(type: ResourceType, name: string, labId: string | null, token: string | null): string {
    const before = token === null ? undefined : this.things.find((thing) => thing.token === token)
    if (before !== undefined) return before.id
    const id = `${name}-${(this.#count += 1)}`
    this.things = [...this.things, { id, type, name, labId, token }]
    return id
  }
}

const nameOf = ({ intent }: Row): string => JSON.stringify(intent['name']).slice(1, -1)
