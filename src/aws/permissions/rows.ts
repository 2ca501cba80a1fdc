import { ANY } from './scopes.js'
import type { Caller, Permission, Scope, SdkCall, Service } from './sdk-call.js'

type Callers = readonly [Caller, ...Caller[]]

/** Needs no permission. */
export function free(service: Service, operation: string, by: Callers): SdkCall {
  return { service, operation, by, needs: [], undoneBy: null }
}

export function looks(service: Service, operation: string, by: Callers, on: Scope = ANY): SdkCall {
  return { service, operation, by, needs: [permission(service, operation, on)], undoneBy: null }
}

/** API Gateway's permissions are its HTTP methods. */
export function gets(operation: string, by: Callers, on: Scope): SdkCall {
  return asks('GET', operation, by, null, on)
}

export function asks(
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
  operation: string,
  by: Callers,
  undoneBy: string | null,
  on: Scope,
): SdkCall {
  return { service: 'API Gateway', operation, by, needs: [{ action: `apigateway:${method}`, on }], undoneBy }
}

export function changes(
  service: Service,
  operation: string,
  by: Callers,
  undoneBy: string | null,
  on: readonly Scope[],
): SdkCall {
  return { service, operation, by, needs: on.map((one) => permission(service, operation, one)), undoneBy }
}

function permission(service: Service, operation: string, on: Scope): Permission {
  return { action: `${PREFIX[service]}:${operation}`, on }
}

const PREFIX: Readonly<Record<Service, string>> = {
  STS: 'sts',
  EC2: 'ec2',
  Cloud9: 'cloud9',
  IAM: 'iam',
  SSM: 'ssm',
  Lambda: 'lambda',
  'API Gateway': 'apigateway',
  CloudWatch: 'cloudwatch',
  'Secrets Manager': 'secretsmanager',
  'Service Quotas': 'servicequotas',
  CloudFormation: 'cloudformation',
  Pricing: 'pricing',
}
