import { waitUntilFunctionActiveV2, waitUntilFunctionUpdatedV2 } from '@aws-sdk/client-lambda'
import type { CloudClients } from './world-census.js'

/** The application's function with a whole core instead of a fourteenth of one: what is tried here is not its speed. */
export async function makeFast({ lambda }: CloudClients): Promise<void> {
  const FunctionName = 'serverless-app-lambda'
  await lambda.updateFunctionConfiguration({ FunctionName, MemorySize: 1_769 })
  await waitUntilFunctionUpdatedV2({ client: lambda, maxWaitTime: 60 }, { FunctionName })
}

/** What somebody else has in the same account, beside the application: as like the lab's own as can be. */
export async function plantForeign({ ec2, secrets, lambda }: CloudClients): Promise<void> {
  const { Vpcs = [] } = await ec2.describeVpcs({})
  const group = await ec2.createSecurityGroup({
    GroupName: 'Locust',
    Description: 'Somebody else’s Locust',
    ...(Vpcs[0]?.VpcId !== undefined && { VpcId: Vpcs[0].VpcId }),
  })
  await ec2.authorizeSecurityGroupIngress({
    ...(group.GroupId !== undefined && { GroupId: group.GroupId }),
    IpPermissions: [
      { IpProtocol: 'tcp', FromPort: 8089, ToPort: 8089, IpRanges: [{ CidrIp: '127.0.0.1/32' }] },
    ],
  })
  await secrets.createSecret({ Name: 'somebody-elses', SecretString: 'kept' })
  const { Configuration, Code } = await lambda.getFunction({ FunctionName: 'serverless-app-lambda' })
  const package_ = await fetch(Code?.Location ?? '').then((answer) => answer.arrayBuffer())
  await lambda.createFunction({
    FunctionName: 'somebody-elses-lambda',
    Runtime: Configuration?.Runtime,
    Role: Configuration?.Role,
    Handler: Configuration?.Handler,
    Code: { ZipFile: new Uint8Array(package_) },
    Tags: { 'serverless-load-lab': 'lab-000000000000' },
  })
  await waitUntilFunctionActiveV2(
    { client: lambda, maxWaitTime: 60 },
    { FunctionName: 'somebody-elses-lambda' },
  )
}
