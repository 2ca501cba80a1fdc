import { APIGateway } from '@aws-sdk/client-api-gateway'
import { Cloud9 } from '@aws-sdk/client-cloud9'
import { CloudWatch } from '@aws-sdk/client-cloudwatch'
import { EC2 } from '@aws-sdk/client-ec2'
import { IAM } from '@aws-sdk/client-iam'
import { Lambda } from '@aws-sdk/client-lambda'
import { SecretsManager } from '@aws-sdk/client-secrets-manager'
import { ServiceQuotas } from '@aws-sdk/client-service-quotas'
import { SSM } from '@aws-sdk/client-ssm'
import { STS } from '@aws-sdk/client-sts'
import type { taped } from './tape.js'

/** The names that `harmless` messages change, so that the application stays as it is. */
export const FUZZED = { function: 'fuzz-function', secret: 'fuzz-secret', group: 'fuzz-group' }

/** `requestHandler`: where the calls do not go over the wire. */
export type Config = Omit<ReturnType<typeof taped>, 'requestHandler'> &
  Partial<Pick<ReturnType<typeof taped>, 'requestHandler'>>
type Clients = ReturnType<typeof clientsWith>

/** A client of each service. */
export function clientsWith(config: Config) {
  return {
    ec2: new EC2(config),
    iam: new IAM(config),
    ssm: new SSM(config),
    cloud9: new Cloud9(config),
    secrets: new SecretsManager(config),
    quotas: new ServiceQuotas(config),
    sts: new STS(config),
    watch: new CloudWatch(config),
    lambda: new Lambda(config),
    gateway: new APIGateway(config),
  }
}

/** What only reads. */
export const looking = ({ ec2, ssm, cloud9, secrets, quotas, sts, watch, lambda, gateway }: Clients) => [
  ec2.describeVpcs({ Filters: [{ Name: 'tag:Name', Values: ['serverless-app-vpc', '*'] }] }),
  ec2.describeSubnets({ MaxResults: 5 }),
  ec2.describeInstances({ Filters: [{ Name: 'instance-state-name', Values: ['running'] }] }),
  ec2.describeInstanceTypes({ InstanceTypes: ['t3.small'] }),
  ec2.describeSecurityGroups({}),
  ec2.describeSecurityGroupRules({ Filters: [{ Name: 'group-id', Values: ['sg-1'] }] }),
  ec2.describeImages({ Owners: ['amazon'] }),
  ec2.describeTags({ Filters: [{ Name: 'key', Values: ['a*'] }] }),
  ssm.describeInstanceInformation({ Filters: [{ Key: 'InstanceIds', Values: ['i-0123456789abcdef0'] }] }),
  ssm.getCommandInvocation({
    CommandId: '11111111-2222-4333-8444-555555555555',
    InstanceId: 'i-0123456789abcdef0',
  }),
  ssm.listCommands({ MaxResults: 3 }),
  ssm.getParameter({ Name: '/aws/service/ami-amazon-linux-latest/x' }),
  cloud9.describeEnvironments({ environmentIds: ['0123456789abcdef0123456789abcdef'] }),
  cloud9.listEnvironments({ maxResults: 5 }),
  cloud9.describeEnvironmentStatus({ environmentId: '0123456789abcdef0123456789abcdef' }),
  secrets.getSecretValue({ SecretId: FUZZED.secret }),
  secrets.listSecrets({ Filters: [{ Key: 'name', Values: ['fuzz'] }] }),
  secrets.describeSecret({ SecretId: FUZZED.secret }),
  quotas.listServiceQuotas({ ServiceCode: 'lambda' }),
  quotas.getServiceQuota({ ServiceCode: 'lambda', QuotaCode: 'L-B99A9384' }),
  sts.getCallerIdentity({}),
  watch.getMetricData({
    StartTime: new Date(Date.now() - 600_000),
    EndTime: new Date(),
    MetricDataQueries: [
      {
        Id: 'one',
        MetricStat: {
          Metric: {
            Namespace: 'AWS/Lambda',
            MetricName: 'Duration',
            Dimensions: [{ Name: 'FunctionName', Value: FUZZED.function }],
          },
          Period: 60,
          Stat: 'p99',
        },
      },
    ],
  }),
  watch.getMetricStatistics({
    Namespace: 'AWS/Lambda',
    MetricName: 'Invocations',
    StartTime: new Date(Date.now() - 600_000),
    EndTime: new Date(),
    Period: 60,
    Statistics: ['Sum'],
  }),
  watch.listMetrics({ Namespace: 'AWS/Lambda' }),
  lambda.getFunction({ FunctionName: FUZZED.function }),
  lambda.listFunctions({ MaxItems: 10 }),
  lambda.getFunctionConfiguration({ FunctionName: FUZZED.function, Qualifier: '$LATEST' }),
  lambda.listVersionsByFunction({ FunctionName: FUZZED.function }),
  lambda.getPolicy({ FunctionName: FUZZED.function }),
  lambda.listTags({ Resource: 'arn:aws:lambda:ap-northeast-2:123456789012:function:fuzz-function' }),
  lambda.getAccountSettings({}),
  gateway.getRestApis({ limit: 10 }),
  gateway.getStages({ restApiId: 'abcdefghij' }),
  gateway.getResources({ restApiId: 'abcdefghij', embed: ['methods'] }),
]

const TRUST =
  '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":["ec2.amazonaws.com"]},"Action":"sts:AssumeRole"}]}'

/** What changes only the fuzzer's own, or something that is not there. */
export const changing = ({ ec2, iam, secrets, watch, lambda, gateway }: Clients) => [
  iam.createRole({ RoleName: 'fuzz', AssumeRolePolicyDocument: TRUST, Tags: [{ Key: 'a', Value: 'b' }] }),
  iam.putRolePolicy({ RoleName: 'fuzz', PolicyName: 'fuzz', PolicyDocument: TRUST }),
  iam.attachRolePolicy({
    RoleName: 'fuzz',
    PolicyArn: 'arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore',
  }),
  iam.createInstanceProfile({ InstanceProfileName: 'fuzz', Path: '/fuzz/' }),
  iam.addRoleToInstanceProfile({ InstanceProfileName: 'fuzz', RoleName: 'fuzz' }),
  ec2.createTags({ Resources: ['sg-0123456789abcdef0'], Tags: [{ Key: 'a', Value: 'b' }] }),
  ec2.authorizeSecurityGroupIngress({
    GroupId: 'sg-0123456789abcdef0',
    IpPermissions: [{ IpProtocol: 'tcp', FromPort: 80, ToPort: 80, IpRanges: [{ CidrIp: '127.0.0.1/32' }] }],
  }),
  ec2.createSecurityGroup({ GroupName: FUZZED.group, Description: 'x', VpcId: 'vpc-0123456789abcdef0' }),
  secrets.createSecret({ Name: FUZZED.secret, SecretString: '{"a":"b"}' }),
  watch.putMetricData({
    Namespace: 'Fuzz',
    MetricData: [{ MetricName: 'm', Value: 1, Dimensions: [{ Name: 'd', Value: 'v' }] }],
  }),
  lambda.invoke({
    FunctionName: FUZZED.function,
    Payload: Buffer.from('{"a":[1,{"b":null}]}'),
    LogType: 'Tail',
  }),
  lambda.updateFunctionConfiguration({
    FunctionName: FUZZED.function,
    Timeout: 3,
    MemorySize: 128,
    Environment: { Variables: { A: 'b' } },
  }),
  lambda.updateFunctionCode({ FunctionName: FUZZED.function, ZipFile: Buffer.from('PK\u0003\u0004 no zip') }),
  lambda.publishVersion({ FunctionName: FUZZED.function }),
  lambda.createAlias({ FunctionName: FUZZED.function, Name: 'live', FunctionVersion: '1' }),
  lambda.putFunctionConcurrency({ FunctionName: FUZZED.function, ReservedConcurrentExecutions: 2 }),
  lambda.addPermission({
    FunctionName: FUZZED.function,
    StatementId: 's',
    Action: 'lambda:InvokeFunction',
    Principal: 'apigateway.amazonaws.com',
  }),
  gateway.createRestApi({ name: 'fuzz' }),
  gateway.createResource({ restApiId: 'abcdefghij', parentId: 'abcdef', pathPart: 'x' }),
  gateway.putMethod({
    restApiId: 'abcdefghij',
    resourceId: 'abcdef',
    httpMethod: 'GET',
    authorizationType: 'NONE',
  }),
  gateway.updateStage({
    restApiId: 'abcdefghij',
    stageName: 'prod',
    patchOperations: [{ op: 'replace', path: '/variables/a', value: 'b' }],
  }),
]

/** What runs commands, starts machines or takes something away; `canary` is what a command would leave behind. */
export const dangerous = ({ ec2, iam, ssm, cloud9, secrets, lambda, gateway }: Clients, canary: string) => [
  iam.deleteRole({ RoleName: 'AWSCloud9SSMAccessRole' }),
  ssm.sendCommand({
    DocumentName: 'AWS-RunShellScript',
    Targets: [{ Key: 'tag:Name', Values: ['*'] }],
    Parameters: { commands: [`touch ${canary}`] },
  }),
  ssm.sendCommand({
    DocumentName: 'AWS-RunShellScript',
    InstanceIds: ['i-0123456789abcdef0'],
    Parameters: { commands: [`touch ${canary}`] },
  }),
  ec2.runInstances({ ImageId: 'ami-1', MinCount: 1, MaxCount: 1, InstanceType: 't3.small' }),
  ec2.terminateInstances({ InstanceIds: ['i-0123456789abcdef0'] }),
  cloud9.createEnvironmentEC2({ name: 'Fuzz', instanceType: 't3.small', imageId: 'amazonlinux-2023-x86_64' }),
  secrets.getSecretValue({ SecretId: 'serverless-app-rds-secret' }),
  secrets.deleteSecret({ SecretId: 'serverless-app-rds-secret', ForceDeleteWithoutRecovery: true }),
  lambda.invoke({ FunctionName: 'serverless-app-lambda', Payload: Buffer.from('{}') }),
  lambda.deleteFunction({ FunctionName: 'serverless-app-lambda' }),
  lambda.updateFunctionCode({ FunctionName: 'serverless-app-lambda', ZipFile: Buffer.from('PK') }),
  gateway.deleteRestApi({ restApiId: 'abcdefghij' }),
]
