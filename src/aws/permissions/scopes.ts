import { LAB_TAG } from '../../core/ledger.js'
import { BOUNDARY } from '../resources/iam-instance-profile/profiles-wanted.js'
import type { Scope } from './sdk-call.js'

const EC2 = 'arn:aws:ec2:{region}:{account}'
const FUNCTION = 'arn:aws:lambda:{region}:{account}:function:{function}'

/** Operations that AWS does not let be narrowed to a resource. */
export const ANY: Scope = { name: 'all', resources: ['*'] }

export const VERSIONS: Scope = { name: "the function's versions and aliases", resources: [`${FUNCTION}:*`] }
export const THE_FUNCTION: Scope = { name: 'the function', resources: [FUNCTION, `${FUNCTION}:*`] }
export const ALIASES_FOR_THE_API: Scope = {
  name: 'aliases of the function, for API Gateway',
  resources: VERSIONS.resources,
  condition: { StringEquals: { 'lambda:Principal': 'apigateway.amazonaws.com' } },
}
export const THE_SECRET: Scope = {
  name: 'the secret',
  resources: ['arn:aws:secretsmanager:{region}:{account}:secret:{secret}-*'],
}
export const REST_APIS: Scope = {
  name: 'REST APIs of the Region',
  resources: ['arn:aws:apigateway:{region}::/restapis*'],
}
const REST_API = 'arn:aws:apigateway:{region}::/restapis/*'
export const INTEGRATIONS: Scope = {
  name: 'integrations of REST APIs',
  resources: [`${REST_API}/resources/*/methods/*/integration`],
}
export const STAGES: Scope = { name: 'stages of REST APIs', resources: [`${REST_API}/stages/*`] }
export const DEPLOYMENTS: Scope = {
  name: 'deployments of REST APIs',
  resources: [`${REST_API}/deployments*`],
}
export const API_ACCOUNT: Scope = {
  name: "API Gateway's account settings",
  resources: ['arn:aws:apigateway:{region}::/account'],
}
export const ENVIRONMENTS: Scope = {
  name: 'Cloud9 environments',
  resources: ['arn:aws:cloud9:{region}:{account}:environment:*'],
}
/** A new one has no tag yet; what it is added to is asked for as well. */
export const NEW_RULES: Scope = {
  name: 'new rules',
  resources: [`${EC2}:security-group-rule/*`],
}
const OF_EC2: Scope['resources'] = [`${EC2}:*/*`]
export const OF_A_LAB: Scope = {
  name: 'what has the tag of a lab',
  resources: OF_EC2,
  condition: { StringLike: { [`aws:ResourceTag/${LAB_TAG}`]: 'lab-*' } },
}
export const NEW_OF_A_LAB: Scope = {
  name: 'what is given the tag of a lab',
  resources: [`${EC2}:instance/*`, `${EC2}:security-group/*`],
  condition: { StringLike: { [`aws:RequestTag/${LAB_TAG}`]: 'lab-*' } },
}
export const VPCS: Scope = { name: 'VPCs', resources: [`${EC2}:vpc/*`] }
export const PARTS_OF_INSTANCES: Scope = {
  name: 'what an instance is made of',
  resources: [
    'arn:aws:ec2:{region}::image/*',
    `${EC2}:network-interface/*`,
    `${EC2}:security-group/*`,
    `${EC2}:subnet/*`,
    `${EC2}:volume/*`,
  ],
}
export const IMAGE_PARAMETERS: Scope = {
  name: "Amazon Linux's public parameters",
  resources: ['arn:aws:ssm:{region}::parameter/aws/service/ami-amazon-linux-latest/*'],
}
export const WHAT_IS_MADE: Scope = {
  name: 'what is made by the same call',
  resources: OF_EC2,
  condition: { StringLike: { 'ec2:CreateAction': '*' } },
}

const INSTANCES: Scope['resources'] = [`${EC2}:instance/*`]
/**
 * Cloud9 gives what it makes for an environment the tags with which that was created, so that a lab's is a lab's; and this one, whose
 * value is its owner's `aws:userid`. AWS documents the former only.
 */
const CLOUD9_OWNER = 'aws:cloud9:owner'
const CALLER = '${aws:userid}'

export const OF_OWN_CLOUD9: Scope = {
  name: "what is of the caller's own Cloud9 environments",
  resources: OF_EC2,
  condition: { StringEquals: { [`aws:ResourceTag/${CLOUD9_OWNER}`]: CALLER } },
}
export const TUNNEL_DOCUMENT: Scope = {
  name: 'AWS-StartPortForwardingSession',
  resources: ['arn:aws:ssm:{region}::document/AWS-StartPortForwardingSession'],
}
/** By the tag that Session Manager gives them: a session's id begins with a user's name, but not with what a role's caller is called. */
export const OWN_SESSIONS: Scope = {
  name: "the caller's own sessions",
  resources: ['arn:aws:ssm:{region}:{account}:session/*'],
  condition: { StringEquals: { 'ssm:resourceTag/aws:ssmmessages:session-id': CALLER } },
}
export const SHELL_DOCUMENT: Scope = {
  name: 'AWS-RunShellScript',
  resources: ['arn:aws:ssm:{region}::document/AWS-RunShellScript'],
}
/** SSM looks at an instance's tags by a key of its own. */
export const OWN_CLOUD9_NODES: Scope = {
  name: "instances of the caller's own Cloud9 environments",
  resources: INSTANCES,
  condition: { StringEquals: { [`ssm:resourceTag/${CLOUD9_OWNER}`]: CALLER } },
}
export const LAB_NODES: Scope = {
  name: 'instances with the tag of a lab',
  resources: INSTANCES,
  condition: { StringLike: { [`ssm:resourceTag/${LAB_TAG}`]: 'lab-*' } },
}

export const THE_STACK: Scope = {
  name: "the application's stack",
  resources: ['arn:aws:cloudformation:{region}:{account}:stack/serverless-app/*'],
}

export const CLOUD9_PROFILE: Scope = {
  name: 'AWSCloud9SSMInstanceProfile',
  resources: ['arn:aws:iam::{account}:instance-profile/cloud9/AWSCloud9SSMInstanceProfile'],
}
const CLOUD9_ROLE = 'arn:aws:iam::{account}:role/service-role/AWSCloud9SSMAccessRole'
export const ROLES_OF_CLOUD9: Scope = {
  name: 'AWSCloud9SSMAccessRole and AWSServiceRoleForAWSCloud9',
  resources: [
    CLOUD9_ROLE,
    'arn:aws:iam::{account}:role/aws-service-role/cloud9.amazonaws.com/AWSServiceRoleForAWSCloud9',
  ],
}
const LAB_PATH = 'serverless-load-lab'
const LAB_ROLES = `arn:aws:iam::{account}:role/${LAB_PATH}/*`
/** Whoever gives a role a policy beyond what he may himself is an administrator. */
export const BOUNDED_ROLES: Scope = {
  name: 'roles under /serverless-load-lab/ within the boundary AmazonSSMManagedInstanceCore',
  resources: [LAB_ROLES],
  condition: { StringEquals: { 'iam:PermissionsBoundary': BOUNDARY } },
}
export const ROLES_MADE: Scope = {
  name: "roles under /serverless-load-lab/, and Cloud9's",
  resources: [LAB_ROLES, CLOUD9_ROLE],
}
export const PROFILES_MADE: Scope = {
  name: "instance profiles under /serverless-load-lab/, and Cloud9's",
  resources: [`arn:aws:iam::{account}:instance-profile/${LAB_PATH}/*`, ...CLOUD9_PROFILE.resources],
}
export const CLOUD9_ROLE_POLICY: Scope = {
  name: 'AWSCloud9SSMAccessRole, of that one policy',
  resources: [CLOUD9_ROLE],
  condition: { ArnEquals: { 'iam:PolicyARN': 'arn:aws:iam::aws:policy/AWSCloud9SSMInstanceProfile' } },
}
export const ROLES_TO_EC2: Scope = {
  name: "roles under /serverless-load-lab/, and Cloud9's, to EC2",
  resources: ROLES_MADE.resources,
  condition: { StringEquals: { 'iam:PassedToService': 'ec2.amazonaws.com' } },
}
export const PRINCIPALS: Scope = {
  name: 'users and roles',
  resources: ['arn:aws:iam::{account}:user/*', 'arn:aws:iam::{account}:role/*'],
}
