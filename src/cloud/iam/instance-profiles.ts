import * as v from 'valibot'
import type { Consistency } from '../eventual-consistency.js'
import { readInput } from '../protocol/input.js'
import { type Members, type NamedOperations, ServiceError } from '../service.js'
import type { Settings } from '../settings.js'
import type { Section } from '../persistence/persistence.js'
import { listPage, PAGING } from './pagination.js'
import { shownRole } from './roles.js'
import {
  alreadyExists,
  arnOf,
  type IamState,
  inUse,
  type InstanceProfile,
  Name,
  newId,
  noSuchEntity,
  Path,
  profileOf,
  roleOf,
  shownTags,
  Tags,
  tagsIn,
} from './state.js'

const Profile = v.strictObject({ InstanceProfileName: Name })
const Membership = v.strictObject({ InstanceProfileName: Name, RoleName: Name })

export function instanceProfileOperations(
  section: Section<IamState>,
  settings: Settings,
  consistency: Consistency,
): NamedOperations['operations'] {
  return {
    CreateInstanceProfile: async (input) => {
      const request = read(v.strictObject({ ...Profile.entries, Path, Tags }), input)
      const profile: InstanceProfile = {
        name: request.InstanceProfileName,
        path: request.Path,
        id: newId('AIPA'),
        role: null,
        tags: tagsIn(request.Tags),
        createdAt: new Date().toISOString(),
      }
      await section.change((draft) => {
        if (Object.hasOwn(draft.instanceProfiles, profile.name))
          throw alreadyExists(`Instance Profile ${profile.name} already exists.`)
        draft.instanceProfiles[profile.name] = profile
      })
      return { InstanceProfile: shown(profile) }
    },
    GetInstanceProfile: async (input) => {
      const profile = profileOf(section.now, read(Profile, input).InstanceProfileName)
      return { InstanceProfile: { ...shown(profile), Tags: shownTags(profile.tags) } }
    },
    ListInstanceProfiles: async (input) => {
      const request = read(v.strictObject({ PathPrefix: v.optional(v.string(), '/'), ...PAGING }), input)
      const all = Object.values(section.now.instanceProfiles)
      const { items, ...more } = listPage(
        all.filter(({ path }) => path.startsWith(request.PathPrefix)),
        request,
      )
      return { InstanceProfiles: items.map(shown), ...more }
    },
    AddRoleToInstanceProfile: async (input) => {
      const { InstanceProfileName, RoleName } = read(Membership, input)
      await section.change((draft) => {
        roleOf(draft, RoleName)
        const profile = profileOf(draft, InstanceProfileName)
        if (profile.role !== null)
          throw new ServiceError(
            'LimitExceeded',
            'Cannot exceed quota for InstanceSessionsPerInstanceProfile: 1',
            409,
          )
        profile.role = RoleName
      })
      consistency.made(InstanceProfileName)
      return {}
    },
    RemoveRoleFromInstanceProfile: async (input) => {
      const { InstanceProfileName, RoleName } = read(Membership, input)
      await section.change((draft) => {
        const profile = profileOf(draft, InstanceProfileName)
        if (profile.role !== RoleName)
          throw noSuchEntity(`The role with name ${RoleName} is not in ${InstanceProfileName}.`)
        profile.role = null
      })
      return {}
    },
    DeleteInstanceProfile: async (input) => {
      const { InstanceProfileName } = read(Profile, input)
      await section.change((draft) => {
        if (profileOf(draft, InstanceProfileName).role !== null)
          throw inUse('Cannot delete entity, must remove roles from instance profile first.')
        delete draft.instanceProfiles[InstanceProfileName]
      })
      return {}
    },
  }

  function shown(profile: InstanceProfile): Members {
    const role = profile.role === null ? undefined : section.now.roles[profile.role]
    return {
      Path: profile.path,
      InstanceProfileName: profile.name,
      InstanceProfileId: profile.id,
      Arn: arnOf('instance-profile', profile, settings),
      CreateDate: new Date(profile.createdAt),
      Roles: role === undefined ? [] : [shownRole(role, settings)],
    }
  }
}

const read = <S extends v.GenericSchema>(schema: S, input: Members): v.InferOutput<S> =>
  readInput(schema, input, 'ValidationError')
