import { join } from 'node:path'
import { APIGateway } from '@aws-sdk/client-api-gateway'
import { Cloud9 } from '@aws-sdk/client-cloud9'
import { EC2 } from '@aws-sdk/client-ec2'
import { Lambda } from '@aws-sdk/client-lambda'
import { SecretsManager } from '@aws-sdk/client-secrets-manager'
import { cloudStatus } from '../../../src/cloud/control/cloud-status.js'
import type { CloudFacts } from '../../../src/cloud/control/cloud-facts.js'
import { type Place, processesOf, runLab } from './place.js'

/** Everything that there is in the cloud, each as text, by kind: asked through the SDK, past the lab. */
export type Census = Readonly<Record<string, readonly string[]>>

export interface CloudClients {
  readonly ec2: EC2
  readonly cloud9: Cloud9
  readonly lambda: Lambda
  readonly apiGateway: APIGateway
  readonly secrets: SecretsManager
}

/** Of the running cloud of that place; starts it where it was killed. */
export async function clientsOf(place: Place): Promise<CloudClients> {
  const { endpoint, region, accessKeyId, secretAccessKey } = await runningCloud(place)
  const how = { endpoint, region, credentials: { accessKeyId, secretAccessKey }, maxAttempts: 1 }
  return {
    ec2: new EC2(how),
    cloud9: new Cloud9(how),
    lambda: new Lambda(how),
    apiGateway: new APIGateway(how),
    secrets: new SecretsManager(how),
  }
}

/** Started by the lab itself where it was killed. */
async function runningCloud(place: Place): Promise<CloudFacts> {
  const dir = join(place.lab, 'cloud')
  const first = await cloudStatus(dir)
  if (first.kind === 'running') return first.facts
  const { output } = await runLab(place, ['cloud', 'start'])
  const then = await cloudStatus(dir)
  if (then.kind === 'running') return then.facts
  throw new Error(`The local cloud does not start:\n${output}`)
}

/** For EC2's Describe calls: what labs made. */
export const OURS = { Filters: [{ Name: 'tag-key', Values: ['serverless-load-lab'] }] }

export async function runningInstances(ec2: EC2): Promise<string[]> {
  const { Reservations = [] } = await ec2.describeInstances({
    Filters: [{ Name: 'instance-state-name', Values: ['running'] }],
  })
  return Reservations.flatMap(({ Instances = [] }) => Instances).flatMap(({ InstanceId }) => InstanceId ?? [])
}

export async function censusOf(place: Place, clients?: CloudClients): Promise<Census> {
  const { ec2, cloud9, lambda, apiGateway, secrets } = clients ?? (await clientsOf(place))
  const [vpcs, subnets, groups, rules, reservations, listed, functions, apis, kept] = await Promise.all([
    ec2.describeVpcs({}),
    ec2.describeSubnets({}),
    ec2.describeSecurityGroups({}),
    ec2.describeSecurityGroupRules({}),
    ec2.describeInstances({ Filters: [{ Name: 'instance-state-name', Values: [...LIVE] }] }),
    cloud9.listEnvironments({}),
    lambda.listFunctions({}),
    apiGateway.getRestApis({}),
    secrets.listSecrets({}),
  ])
  const ids = listed.environmentIds ?? []
  const environments =
    ids.length === 0 ? [] : ((await cloud9.describeEnvironments({ environmentIds: ids })).environments ?? [])
  const names = (functions.Functions ?? []).flatMap(({ FunctionName }) => FunctionName ?? [])
  const stages = (apis.items ?? []).map(({ id }) => apiGateway.getStages({ restApiId: id }))
  const values = (kept.SecretList ?? []).map(({ ARN }) => secrets.getSecretValue({ SecretId: ARN }))
  return {
    vpcs: texts(vpcs.Vpcs),
    subnets: texts(subnets.Subnets),
    groups: texts(groups.SecurityGroups),
    rules: texts(rules.SecurityGroupRules),
    instances: texts(reservations.Reservations?.flatMap(({ Instances = [] }) => Instances)),
    environments: texts(environments),
    functions: texts(await Promise.all(names.map((name) => functionOf(lambda, name)))),
    apis: texts(apis.items),
    stages: texts((await Promise.all(stages)).flatMap(({ item = [] }) => item)),
    secrets: texts((await Promise.all(values)).map(({ Name, SecretString }) => ({ Name, SecretString }))),
    locusts: (await processesOf(place))
      .filter(({ command }) => command.includes('locustfile.py'))
      .map(() => 'locust'),
  }
}

/** How many there are of each, and which code is live: the same in two runs, where ids are not. */
export function shapeOf(census: Census): Readonly<Record<string, unknown>> {
  const counts = Object.entries(census).map(([kind, all]) => [kind, all.length])
  return { ...Object.fromEntries(counts), functions: census['functions'] }
}

const LIVE = ['pending', 'running', 'stopping', 'stopped']

/** Without what any change and its undoing leave different: times and the revision. */
async function functionOf(lambda: Lambda, FunctionName: string): Promise<unknown> {
  const [{ Configuration = {}, Concurrency, Tags }, versions, aliases] = await Promise.all([
    lambda.getFunction({ FunctionName }),
    lambda.listVersionsByFunction({ FunctionName }),
    lambda.listAliases({ FunctionName }),
  ])
  const { LastModified: _when, RevisionId: _revision, ...lasting } = Configuration
  const published = (versions.Versions ?? []).map(({ Version, CodeSha256 }) => ({ Version, CodeSha256 }))
  return { lasting, Concurrency, Tags, published, aliases: aliases.Aliases ?? [] }
}

const texts = (all: readonly unknown[] = []): string[] => all.map((one) => JSON.stringify(one)).sort()
