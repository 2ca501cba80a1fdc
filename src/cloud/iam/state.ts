import { randomBytes } from 'node:crypto'
import * as v from 'valibot'
import { type Members, ServiceError } from '../service.js'
import type { Settings } from '../settings.js'

/** What IAM remembers, by name: its section of the saved state. Times are ISO 8601. */
export interface IamState {
  roles: Record<string, Role>
  instanceProfiles: Record<string, InstanceProfile>
}

export interface Role {
  name: string
  path: string
  id: string
  description: string
  /** A policy document, as it was given. */
  trust: string
  /** Inline policies: documents by name. */
  policies: Record<string, string>
  /** ARNs of managed policies. */
  attached: string[]
  /** The ARN of the managed policy that bounds what the role may do; left out: nothing does. */
  boundary?: string
  tags: Record<string, string>
  createdAt: string
}

export interface InstanceProfile {
  name: string
  path: string
  id: string
  /** A profile has one role at most. */
  role: string | null
  tags: Record<string, string>
  createdAt: string
}

/** `AROA…` for a role, `AIPA…` for an instance profile. */
export const newId = (prefix: 'AROA' | 'AIPA'): string =>
  `${prefix}${randomBytes(10).toString('hex').slice(0, 17).toUpperCase()}`

export function arnOf(
  type: 'role' | 'instance-profile',
  { path, name }: Role | InstanceProfile,
  { account }: Settings,
): string {
  return `arn:aws:iam::${account}:${type}${path}${name}`
}

export function roleOf(state: IamState, name: string): Role {
  const role = Object.hasOwn(state.roles, name) ? state.roles[name] : undefined
  if (role === undefined) throw noSuchEntity(`The role with name ${name} cannot be found.`)
  return role
}

export function profileOf(state: IamState, name: string): InstanceProfile {
  const profile = Object.hasOwn(state.instanceProfiles, name) ? state.instanceProfiles[name] : undefined
  if (profile === undefined) throw noSuchEntity(`Instance Profile ${name} cannot be found.`)
  return profile
}

export const noSuchEntity = (message: string) => new ServiceError('NoSuchEntity', message, 404)
export const alreadyExists = (message: string) => new ServiceError('EntityAlreadyExists', message, 409)
export const inUse = (message: string) => new ServiceError('DeleteConflict', message, 409)

export const Name = v.pipe(v.string(), v.regex(/^[\w+=,.@-]{1,128}$/))
export const ManagedPolicyArn = v.pipe(
  v.string(),
  v.regex(/^arn:aws[\w-]*:iam::(aws|\d{12}):policy\/[\x21-\x7E]{1,512}$/),
)
export const Path = v.optional(v.pipe(v.string(), v.regex(/^(\/[\x21-\x7E]{0,510}\/|\/)$/)), '/')

const Tag = v.strictObject({
  Key: v.pipe(v.string(), v.minLength(1), v.maxLength(128)),
  Value: v.pipe(v.string(), v.maxLength(256)),
})
export const Tags = v.optional(v.pipe(v.array(Tag), v.maxLength(50)), [])

export const tagsIn = (tags: v.InferOutput<typeof Tags>): Record<string, string> =>
  Object.fromEntries(tags.map(({ Key, Value }) => [Key, Value]))

export const shownTags = (tags: Readonly<Record<string, string>>): readonly Members[] =>
  Object.entries(tags).map(([Key, Value]) => ({ Key, Value }))

/** A policy document is JSON; it travels back URL-encoded. */
export const PolicyDocument = v.pipe(
  v.string(),
  v.maxLength(10_240),
  v.check(isJsonObject, 'This policy contains invalid Json'),
)

function isJsonObject(text: string): boolean {
  try {
    const parsed: unknown = JSON.parse(text)
    return typeof parsed === 'object' && parsed !== null
  } catch {
    return false
  }
}
