import { randomBytes } from 'node:crypto'

/** What a resource's id begins with, and its type as tags name it. */
const TYPES = {
  vpc: 'vpc',
  subnet: 'subnet',
  igw: 'internet-gateway',
  sg: 'security-group',
  sgr: 'security-group-rule',
  i: 'instance',
} as const

export type ResourcePrefix = keyof typeof TYPES
export type ResourceType = (typeof TYPES)[ResourcePrefix]

/** Such as `sg-0123456789abcdef0`. */
export function newId(prefix: ResourcePrefix | 'r' | 'eni'): string {
  return `${prefix}-0${randomBytes(8).toString('hex')}`
}

/** The type of the resource that this is the id of. */
export function typeOfId(id: string): ResourceType | null {
  const prefix = id.slice(0, id.lastIndexOf('-'))
  return isPrefix(prefix) ? TYPES[prefix] : null
}

const isPrefix = (text: string): text is ResourcePrefix => Object.hasOwn(TYPES, text)
