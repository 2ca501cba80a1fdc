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

export const PolicyDocument = v.pipe(v.string(), v.maxLength(10_240))

/** Throws MalformedPolicyDocument. A trust policy says who may take the role; it travels back URL-encoded, as all of them. */
export function checkPolicy(document: string, kind: 'trust' | 'permissions'): void {
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), Policy), document)
  if (!parsed.success) throw malformed('This policy contains invalid Json')
  const { Statement } = parsed.output
  const statements = Array.isArray(Statement) ? Statement : [Statement]
  if (kind === 'trust' && statements.some((one) => !('Principal' in one) && !('NotPrincipal' in one)))
    throw malformed('AssumeRole policy must contain a principal.')
  if (kind === 'permissions' && statements.some((one) => 'Principal' in one))
    throw malformed('Policy document should not specify a principal.')
}

const Statement = v.looseObject({})
const Policy = v.looseObject({ Statement: v.optional(v.union([v.array(Statement), Statement]), []) })

const malformed = (message: string) => new ServiceError('MalformedPolicyDocument', message, 400)
