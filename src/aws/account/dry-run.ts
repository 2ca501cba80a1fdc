import { LAB_TAG } from '../../core/ledger.js'
import type { Aws } from '../client/aws.js'
import { awsErrorName } from '../client/errors.js'
import { isInstanceType } from '../load-host/instance-types.js'
import { tagList } from '../tags.js'

/** What an operation says that is asked to do everything but what it is for. */
export type DryRun =
  | { readonly kind: 'allowed'; readonly operation: string }
  | { readonly kind: 'refused'; readonly operation: string; readonly why: unknown }

/** Of the machine that makes the load, where Cloud9 makes it. */
export async function dryRunEnvironment(aws: Aws, subnetId: string, instanceType: string): Promise<DryRun> {
  const cloud9 = await aws.cloud9()
  return outcome(
    'cloud9:CreateEnvironmentEC2',
    cloud9.createEnvironmentEC2({
      dryRun: true,
      name: 'serverless-load-lab-dry-run',
      instanceType,
      imageId: 'amazonlinux-2023-x86_64',
      connectionType: 'CONNECT_SSM',
      subnetId,
    }),
  )
}

/** The same, where the lab makes it. */
export async function dryRunInstance(aws: Aws, subnetId: string, instanceType: string): Promise<DryRun> {
  const ec2 = await aws.ec2()
  return outcome(
    'ec2:RunInstances',
    ec2.runInstances({
      DryRun: true,
      ImageId: 'resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64',
      ...(isInstanceType(instanceType) && { InstanceType: instanceType }),
      SubnetId: subnetId,
      MinCount: 1,
      MaxCount: 1,
      // As a lab would: without its tag, least permissions do not allow it.
      TagSpecifications: [{ ResourceType: 'instance', Tags: tagList({ [LAB_TAG]: 'lab-dry-run' }) }],
    }),
  )
}

async function outcome(operation: string, asked: Promise<unknown>): Promise<DryRun> {
  try {
    await asked
    return { kind: 'allowed', operation }
  } catch (why) {
    return awsErrorName(why) === 'DryRunOperation'
      ? { kind: 'allowed', operation }
      : { kind: 'refused', operation, why }
  }
}
