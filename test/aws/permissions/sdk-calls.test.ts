import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { APIGateway } from '@aws-sdk/client-api-gateway'
import { Cloud9 } from '@aws-sdk/client-cloud9'
import { CloudFormation } from '@aws-sdk/client-cloudformation'
import { CloudWatch } from '@aws-sdk/client-cloudwatch'
import { EC2 } from '@aws-sdk/client-ec2'
import { IAM } from '@aws-sdk/client-iam'
import { Lambda } from '@aws-sdk/client-lambda'
import { Pricing } from '@aws-sdk/client-pricing'
import { SecretsManager } from '@aws-sdk/client-secrets-manager'
import { ServiceQuotas } from '@aws-sdk/client-service-quotas'
import { SSM } from '@aws-sdk/client-ssm'
import { STS } from '@aws-sdk/client-sts'
import { describe, expect, it } from 'vitest'
import { policyFor } from '../../../src/aws/permissions/policy.js'
import type { Service } from '../../../src/aws/permissions/sdk-call.js'
import { SDK_CALLS } from '../../../src/aws/permissions/sdk-calls.js'
import { WORKSHOP_NAMES } from '../../../src/core/target.js'
import { callsTable, tableIn, withTable } from './calls-table.js'

const ROOT = new URL('../../..', import.meta.url).pathname
const README = join(ROOT, 'src/aws/README.md')

const CLIENTS: Readonly<Record<Service, { readonly prototype: object }>> = {
  STS,
  EC2,
  Cloud9,
  IAM,
  SSM,
  Lambda,
  'API Gateway': APIGateway,
  CloudWatch,
  'Secrets Manager': SecretsManager,
  'Service Quotas': ServiceQuotas,
  CloudFormation,
  Pricing,
}

describe('the table of SDK calls', () => {
  it('names every operation that the sources call, and none that they do not', () => {
    const listed = new Set(SDK_CALLS.map(({ operation }) => operation))
    const called = calledIn(join(ROOT, 'src', 'aws'))
    expect([...called].filter((operation) => !listed.has(operation))).toEqual([])
    expect([...listed].filter((operation) => !called.has(operation))).toEqual([])
  })

  it('names operations that their services have, each once', () => {
    for (const { service, operation } of SDK_CALLS) {
      expect(Object.getOwnPropertyNames(CLIENTS[service].prototype)).toContain(methodOf(operation))
    }
    const names = SDK_CALLS.map(({ service, operation }) => `${service} ${operation}`)
    expect(new Set(names).size).toBe(names.length)
  })

  it('says of every call that makes something how it is undone', () => {
    const makes = /^(Create|Run|Put|Add|Attach|Authorize|Publish|Start|Send)/
    const making = SDK_CALLS.filter(({ operation }) => makes.test(operation))
    expect(making.filter(({ undoneBy }) => undoneBy === null)).toEqual([])
  })

  // UPDATE_README=1 writes it.
  it('is the one in the README beside the sources', async () => {
    const table = await callsTable(SDK_CALLS)
    const readme = readFileSync(README, 'utf8')
    if (process.env['UPDATE_README'] === '1') writeFileSync(README, withTable(readme, table))
    expect(tableIn(readFileSync(README, 'utf8'))).toBe(table)
  })
})

describe('the policy', () => {
  const policy = policyFor({ region: 'ap-northeast-2', account: null, names: WORKSHOP_NAMES })

  it('is small enough for one managed policy of IAM', () => {
    const names = { ...WORKSHOP_NAMES, function: 'a-function-of-forty-characters-in-its-name' }
    for (const one of [policy, policyFor({ region: 'ap-northeast-2', account: null, names })])
      expect(JSON.stringify(one).length).toBeLessThanOrEqual(6_144)
  })

  it('allows what reads anywhere, and what changes only where it has to', () => {
    for (const { Action, Resource } of policy.Statement) {
      if (!Resource.includes('*')) continue
      const changing = Action.filter((action) => !/:(Describe|Get|List|Simulate)/.test(action))
      expect(changing.filter((action) => action !== 'cloud9:CreateEnvironmentEC2')).toEqual([])
    }
    const text = JSON.stringify(policy)
    expect(text).not.toMatch(/"[a-z0-9]+:\*"/)
    expect(text).not.toMatch(/\{\w+\}/)
  })

  it('never allows deleting the function itself, only versions of it', () => {
    const deleting = policy.Statement.filter(({ Action }) => Action.includes('lambda:DeleteFunction'))
    expect(deleting.flatMap(({ Resource }) => Resource.filter((arn) => arn.includes(':function:')))).toEqual([
      'arn:aws:lambda:ap-northeast-2:*:function:serverless-app-lambda:*',
    ])
  })
})

/** Operations of any of the clients that are called there as methods, or waited for. */
function calledIn(folder: string): ReadonlySet<string> {
  const methods = new Map(
    Object.values(CLIENTS)
      .flatMap(({ prototype }) => Object.getOwnPropertyNames(prototype))
      .map((method) => [method, operationOf(method)]),
  )
  const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(join(folder, file), 'utf8'))
  const called = sources.flatMap((source) => [...source.matchAll(/\.\s*([a-z]\w+)\(/g)])
  return new Set(called.flatMap(([, method = '']) => methods.get(method) ?? []))
}

/** `describeVpcs`, as the clients call `DescribeVpcs`. */
const methodOf = (operation: string): string => operation.charAt(0).toLowerCase() + operation.slice(1)
const operationOf = (method: string): string => method.charAt(0).toUpperCase() + method.slice(1)
