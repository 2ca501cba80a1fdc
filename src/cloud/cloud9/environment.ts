import { randomBytes } from 'node:crypto'
import { ServiceError } from '../service.js'

/** Cloud9's section of the saved state. A deleted environment leaves no row. */
export interface Cloud9State {
  environments: Record<string, Environment>
}

export const emptyCloud9 = (): Cloud9State => ({ environments: {} })

export interface Environment {
  environmentId: string
  name: string
  description: string
  ownerArn: string
  instanceType: string
  imageId: string
  connectionType: 'CONNECT_SSH' | 'CONNECT_SSM'
  subnetId: string
  automaticStopTimeMinutes: number | null
  clientRequestToken: string | null
  status: EnvironmentStatus
  /** Why it is CREATE_FAILED or DELETE_FAILED. */
  reason: string | null
  tags: Record<string, string>
}

export type EnvironmentStatus = 'CREATING' | 'CREATED' | 'CREATE_FAILED' | 'DELETING' | 'DELETE_FAILED'

export function newEnvironmentId(): string {
  return randomBytes(16).toString('hex')
}

/** Of the CloudFormation stack on AWS; also the instance's name and the beginning of its security group's. */
export function stackName({ name, environmentId }: Environment): string {
  return `aws-cloud9-${name}-${environmentId}`
}

export function environmentOf(state: Cloud9State, environmentId: string): Environment {
  const environment = Object.hasOwn(state.environments, environmentId)
    ? state.environments[environmentId]
    : undefined
  if (environment === undefined)
    throw new ServiceError(
      'NotFoundException',
      `Environment ${environmentId.slice(0, 64)} does not exist.`,
      404,
    )
  return environment
}
