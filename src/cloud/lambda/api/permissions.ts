import { randomUUID } from 'node:crypto'
import * as v from 'valibot'
import type { RestAnswer, RestRequest } from '../../service.js'
import { conflict, invalid, noSuchResource, staleRevision } from '../functions/errors.js'
import {
  type FunctionState,
  type PolicyState,
  type PolicyStatement,
  latestVersion,
} from '../functions/function-state.js'
import type { ApiContext } from './context.js'
import { bodyOf, matching, referenceOf } from './input.js'

/** Resource policies. Callers here are the account's owner and need none; API Gateway does. */
const Input = v.strictObject({
  StatementId: matching(/^([a-zA-Z0-9-_]+)$/, 100),
  Action: matching(/^(lambda:[*]|lambda:[a-zA-Z]+|[*])$/, 10_000),
  Principal: matching(/^[^\s]+$/, 2_048),
  SourceArn: v.optional(matching(/^arn:aws[a-zA-Z0-9-]*:[a-zA-Z0-9-]+:.*$/, 10_000)),
  SourceAccount: v.optional(matching(/^\d{12}$/, 12)),
  RevisionId: v.optional(v.string()),
})

export async function addPermission(context: ApiContext, request: RestRequest): Promise<RestAnswer> {
  const { functions } = context
  const reference = referenceOf(request)
  const input = bodyOf(Input, request)
  if (reference.qualifier === latestVersion)
    throw invalid('We currently do not support adding policies for $LATEST.')
  if (!PRINCIPAL.test(input.Principal))
    throw invalid('The provided principal was invalid. Please check the principal and try again.')
  functions.version(reference)
  const qualifier = reference.qualifier ?? latestVersion
  const { statements } = policyOf(functions.get(reference.name), qualifier, input.RevisionId)
  if (statements.some(({ Sid }) => Sid === input.StatementId)) {
    throw conflict(
      `The statement id (${input.StatementId}) provided already exists. Please provide a new statement id, or remove the existing statement.`,
    )
  }
  const statement: PolicyStatement = {
    Sid: input.StatementId,
    Effect: 'Allow',
    Principal: principalOf(input.Principal),
    Action: input.Action,
    Resource: functions.arn(reference.name, reference.qualifier),
    ...conditionOf(input),
  }
  await save(context, reference.name, qualifier, [...statements, statement])
  return { status: 201, body: { Statement: JSON.stringify(statement) } }
}

export async function removePermission(context: ApiContext, request: RestRequest): Promise<RestAnswer> {
  const { name, qualifier } = referenceOf(request)
  const sid = request.labels['StatementId'] ?? ''
  const of = qualifier ?? latestVersion
  const { statements } = policyOf(
    context.functions.get(name),
    of,
    request.query.get('RevisionId') ?? undefined,
  )
  const left = statements.filter(({ Sid }) => Sid !== sid)
  if (left.length === statements.length) throw noSuchResource()
  await save(context, name, of, left)
  return { status: 204, body: null }
}

export async function getPolicy({ functions }: ApiContext, request: RestRequest): Promise<RestAnswer> {
  const { name, qualifier } = referenceOf(request)
  const { statements, revisionId } = policyOf(functions.get(name), qualifier ?? latestVersion)
  if (statements.length === 0) throw noSuchResource()
  const policy = { Version: '2012-10-17', Id: 'default', Statement: statements }
  return { status: 200, body: { Policy: JSON.stringify(policy), RevisionId: revisionId } }
}

function policyOf(state: FunctionState, qualifier: string, revisionId?: string): PolicyState {
  const kept = Object.hasOwn(state.policies, qualifier) ? state.policies[qualifier] : undefined
  if (revisionId !== undefined && revisionId !== kept?.revisionId) throw staleRevision('GetPolicy')
  return kept ?? { revisionId: '', statements: [] }
}

async function save(
  { functions }: ApiContext,
  name: string,
  qualifier: string,
  statements: PolicyStatement[],
) {
  if (JSON.stringify(statements).length > mostPolicy) {
    throw invalid(
      `The final policy size (${JSON.stringify(statements).length}) is bigger than the limit (${mostPolicy}).`,
    )
  }
  await functions.change(name, ({ policies }) => {
    if (statements.length === 0) delete policies[qualifier]
    else policies[qualifier] = { revisionId: randomUUID(), statements }
  })
}

const mostPolicy = 20_480

/** Everybody, an account, one of its identities, or a service. */
const PRINCIPAL =
  /^(\*|\d{12}|arn:aws[\w-]*:(iam|sts)::\d{12}:.+|[\w.-]+\.(amazonaws\.com(\.cn)?|amazon\.com))$/

function principalOf(principal: string): PolicyStatement['Principal'] {
  if (principal === '*') return '*'
  if (/^\d{12}$/.test(principal)) return { AWS: `arn:aws:iam::${principal}:root` }
  return principal.startsWith('arn:') ? { AWS: principal } : { Service: principal }
}

function conditionOf({
  SourceArn,
  SourceAccount,
}: v.InferOutput<typeof Input>): Pick<PolicyStatement, 'Condition'> {
  const Condition = {
    ...(SourceAccount === undefined ? {} : { StringEquals: { 'AWS:SourceAccount': SourceAccount } }),
    ...(SourceArn === undefined ? {} : { ArnLike: { 'AWS:SourceArn': SourceArn } }),
  }
  return Object.keys(Condition).length === 0 ? {} : { Condition }
}
