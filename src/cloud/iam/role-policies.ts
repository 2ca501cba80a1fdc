import * as v from 'valibot'
import { readInput } from '../protocol/input.js'
import type { Members, NamedOperations } from '../service.js'
import type { Section } from '../persistence/persistence.js'
import { isManagedPolicy } from './managed-policies.js'
import { listPage, PAGING } from './pagination.js'
import {
  checkPolicy,
  type IamState,
  ManagedPolicyArn,
  Name,
  noSuchEntity,
  PolicyDocument,
  roleOf,
} from './state.js'

const Inline = v.strictObject({ RoleName: Name, PolicyName: Name })
const Put = v.strictObject({ ...Inline.entries, PolicyDocument })
const Managed = v.strictObject({
  RoleName: Name,
  PolicyArn: ManagedPolicyArn,
})
const Listed = v.strictObject({ RoleName: Name, ...PAGING })

/** The policies of roles, inline and managed: kept, not enforced. */
export function rolePolicyOperations(section: Section<IamState>): NamedOperations['operations'] {
  return {
    PutRolePolicy: async (input) => {
      const { RoleName, PolicyName, PolicyDocument } = read(Put, input)
      checkPolicy(PolicyDocument, 'permissions')
      await section.change((draft) => {
        roleOf(draft, RoleName).policies[PolicyName] = PolicyDocument
      })
      return {}
    },
    GetRolePolicy: async (input) => {
      const { RoleName, PolicyName } = read(Inline, input)
      const { policies } = roleOf(section.now, RoleName)
      const document = Object.hasOwn(policies, PolicyName) ? policies[PolicyName] : undefined
      if (document === undefined) throw noPolicy(PolicyName)
      return { RoleName, PolicyName, PolicyDocument: encodeURIComponent(document) }
    },
    ListRolePolicies: async (input) => {
      const request = read(Listed, input)
      const { items, ...more } = listPage(
        Object.keys(roleOf(section.now, request.RoleName).policies),
        request,
      )
      return { PolicyNames: items, ...more }
    },
    DeleteRolePolicy: async (input) => {
      const { RoleName, PolicyName } = read(Inline, input)
      await section.change((draft) => {
        const { policies } = roleOf(draft, RoleName)
        if (!Object.hasOwn(policies, PolicyName)) throw noPolicy(PolicyName)
        delete policies[PolicyName]
      })
      return {}
    },
    AttachRolePolicy: async (input) => {
      const { RoleName, PolicyArn } = read(Managed, input)
      if (!isManagedPolicy(PolicyArn))
        throw noSuchEntity(`Policy ${PolicyArn} does not exist or is not attachable.`)
      await section.change((draft) => {
        const role = roleOf(draft, RoleName)
        if (!role.attached.includes(PolicyArn)) role.attached.push(PolicyArn)
      })
      return {}
    },
    ListAttachedRolePolicies: async (input) => {
      const request = read(Listed, input)
      const { items, ...more } = listPage(roleOf(section.now, request.RoleName).attached, request)
      const AttachedPolicies = items.map((PolicyArn) => ({
        PolicyName: PolicyArn.slice(PolicyArn.lastIndexOf('/') + 1),
        PolicyArn,
      }))
      return { AttachedPolicies, ...more }
    },
    DetachRolePolicy: async (input) => {
      const { RoleName, PolicyArn } = read(Managed, input)
      if (!isManagedPolicy(PolicyArn))
        throw noSuchEntity(`Policy ${PolicyArn} does not exist or is not attachable.`)
      await section.change((draft) => {
        const role = roleOf(draft, RoleName)
        if (!role.attached.includes(PolicyArn)) throw noPolicy(PolicyArn)
        role.attached = role.attached.filter((arn) => arn !== PolicyArn)
      })
      return {}
    },
  }
}

const read = <S extends v.GenericSchema>(schema: S, input: Members): v.InferOutput<S> =>
  readInput(schema, input, 'ValidationError')

const noPolicy = (name: string) => noSuchEntity(`The role policy with name ${name} cannot be found.`)
