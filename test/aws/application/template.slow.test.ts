import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { beforeAll, describe, expect, test } from 'vitest'
import { applicationTemplate, resourcesOf } from '../../../src/aws/application/template.js'
import { WORKSHOP_NAMES } from '../../../src/core/target.js'
import { HOURLY_CHARGES } from '../../../src/aws/application/running-cost.js'
import { formationPython, INSTALLING_MS } from './taught-moto.js'

const FILE = 'src/aws/application/template.yaml'

let bin: string
beforeAll(async () => {
  bin = (await formationPython()).bin
}, INSTALLING_MS)

describe('the application’s template', () => {
  test('has no error and no warning of cfn-lint, in the workshop’s Region and in others', async () => {
    const regions = ['ap-northeast-2', 'us-east-1', 'eu-west-1']
    const linted = promisify(execFile)(join(bin, 'cfn-lint'), ['-t', FILE, '--regions', ...regions])
    await expect(linted).resolves.toEqual({ stdout: '', stderr: '' })
  })

  test('grants actions by name, and a role no more than the secret, its log and its place in the VPC', async () => {
    const template = await applicationTemplate()
    const actions = [...template.matchAll(/\b(?:sts|secretsmanager|logs|ec2|lambda|rds|kms|s3|iam):\S+/g)]
      .map(([action]) => action.replace(/[\],}]+$/, ''))
      .filter((action) => !/^(lambda:(path|\$|SourceFunctionArn)|secretsmanager:\$)/.test(action))
    expect(actions.filter((action) => action.includes('*'))).toEqual([])
    expect(new Set(actions)).toEqual(
      new Set([
        'sts:AssumeRole',
        'secretsmanager:GetSecretValue',
        'logs:CreateLogStream',
        'logs:PutLogEvents',
        'ec2:CreateNetworkInterface',
        'ec2:DescribeNetworkInterfaces',
        'ec2:DescribeSubnets',
        'ec2:DeleteNetworkInterface',
        'ec2:AssignPrivateIpAddresses',
        'ec2:UnassignPrivateIpAddresses',
        'lambda:InvokeFunction',
      ]),
    )
  })

  test('keeps what Lambda may do in the VPC for the function from the function’s own code', async () => {
    const template = await applicationTemplate()
    const [, policy = ''] = /PolicyName: be-in-the-vpc\n([^]*?)\n  \w/.exec(template) ?? []
    const [allowed = '', denied = ''] = policy.split('Effect: Deny')
    const actionsOf = (statement: string) => statement.match(/ec2:\w+/g)
    expect(actionsOf(denied)).toEqual(actionsOf(allowed))
    expect(denied).toMatch(
      /ArnEquals:[^]*lambda:SourceFunctionArn: !Sub arn:\S+:function:serverless-app-lambda$/,
    )
  })

  test('names things as the steps look for them', async () => {
    const template = await applicationTemplate()
    for (const name of [WORKSHOP_NAMES.vpc, WORKSHOP_NAMES.subnet])
      expect(template).toContain(`Value: ${name}`)
    expect(template).toContain(`FunctionName: ${WORKSHOP_NAMES.function}\n`)
    expect(template).toContain(`Name: ${WORKSHOP_NAMES.secret}\n`)
  })

  test('keeps nothing when it is deleted, and has nothing that costs by the hour beside what the bill names', async () => {
    const template = await applicationTemplate()
    expect(template).not.toMatch(/DeletionPolicy: (?!Delete$)/m)
    const types = resourcesOf(template).map(({ type }) => type)
    expect(types).toHaveLength(33)
    const costly = types.filter((type) =>
      /RDS::DB(Instance|Proxy)$|NatGateway|VPCEndpoint|EIP|Secret$/.test(type),
    )
    expect(costly.toSorted()).toEqual([
      'AWS::EC2::VPCEndpoint',
      'AWS::RDS::DBInstance',
      'AWS::RDS::DBProxy',
      'AWS::SecretsManager::Secret',
    ])
    // The instance is billed with its storage.
    expect(HOURLY_CHARGES).toHaveLength(costly.length + 1)
  })
})
