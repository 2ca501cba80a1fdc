import * as v from 'valibot'
import { readInput } from '../protocol/input.js'
import type { Members, NamedOperations } from '../service.js'
import type { Settings } from '../settings.js'
import type { Section } from '../persistence/persistence.js'
import { listPage, PAGING } from './pagination.js'
import {
  alreadyExists,
  arnOf,
  checkPolicy,
  type IamState,
  inUse,
  ManagedPolicyArn,
  Name,
  newId,
  Path,
  PolicyDocument,
  type Role,
  roleOf,
  shownTags,
  Tags,
  tagsIn,
} from './state.js'

const RoleName = v.strictObject({ RoleName: Name })
const CreateRequest = v.strictObject({
  RoleName: v.pipe(Name, v.maxLength(64)),
  Path,
  AssumeRolePolicyDocument: PolicyDocument,
  Description: v.optional(v.pipe(v.string(), v.maxLength(1_000)), ''),
  PermissionsBoundary: v.optional(ManagedPolicyArn),
  Tags,
})
const ListRequest = v.strictObject({ PathPrefix: v.optional(v.string(), '/'), ...PAGING })

export function roleOperations(
  section: Section<IamState>,
  settings: Settings,
): NamedOperations['operations'] {
  return { CreateRole, GetRole, ListRoles, DeleteRole }

  async function CreateRole(input: Members): Promise<Members> {
    const request = readInput(CreateRequest, input, 'ValidationError')
    checkPolicy(request.AssumeRolePolicyDocument, 'trust')
    const role: Role = {
      name: request.RoleName,
      path: request.Path,
      id: newId('AROA'),
      description: request.Description,
      trust: request.AssumeRolePolicyDocument,
      policies: {},
      attached: [],
      ...(request.PermissionsBoundary !== undefined && { boundary: request.PermissionsBoundary }),
      tags: tagsIn(request.Tags),
      createdAt: new Date().toISOString(),
    }
    await section.change((draft) => {
      if (Object.hasOwn(draft.roles, role.name))
        throw alreadyExists(`Role with name ${role.name} already exists.`)
      draft.roles[role.name] = role
    })
    return { Role: wholeRole(role, settings) }
  }

  async function GetRole(input: Members): Promise<Members> {
    const { RoleName: name } = readInput(RoleName, input, 'ValidationError')
    const role = roleOf(section.now, name)
    return { Role: { ...wholeRole(role, settings), Tags: shownTags(role.tags) } }
  }

  async function ListRoles(input: Members): Promise<Members> {
    const request = readInput(ListRequest, input, 'ValidationError')
    const found = Object.values(section.now.roles).filter(({ path }) => path.startsWith(request.PathPrefix))
    const { items, ...more } = listPage(found, request)
    return { Roles: items.map((role) => shownRole(role, settings)), ...more }
  }

  async function DeleteRole(input: Members): Promise<Members> {
    const { RoleName: name } = readInput(RoleName, input, 'ValidationError')
    await section.change((draft) => {
      const role = roleOf(draft, name)
      if (Object.values(draft.instanceProfiles).some((profile) => profile.role === name))
        throw inUse('Cannot delete entity, must remove roles from instance profile first.')
      if (Object.keys(role.policies).length > 0)
        throw inUse('Cannot delete entity, must delete policies first.')
      if (role.attached.length > 0) throw inUse('Cannot delete entity, must detach all policies first.')
      delete draft.roles[name]
    })
    return {}
  }
}

function wholeRole(role: Role, settings: Settings): Members {
  const boundary = {
    PermissionsBoundaryType: 'PermissionsBoundaryPolicy',
    PermissionsBoundaryArn: role.boundary,
  }
  return {
    ...shownRole(role, settings),
    ...(role.boundary !== undefined && { PermissionsBoundary: boundary }),
  }
}

/** As lists show it: without its tags and its boundary. */
export function shownRole(role: Role, settings: Settings): Members {
  return {
    Path: role.path,
    RoleName: role.name,
    RoleId: role.id,
    Arn: arnOf('role', role, settings),
    CreateDate: new Date(role.createdAt),
    AssumeRolePolicyDocument: encodeURIComponent(role.trust),
    Description: role.description,
    MaxSessionDuration: 3_600,
  }
}
