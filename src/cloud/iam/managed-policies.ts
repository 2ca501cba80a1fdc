/** AWS's own policies that roles of such an application have; a policy of the account's own cannot be made here. */
export const isManagedPolicy = (arn: string): boolean =>
  NAMES.some((name) => arn === `arn:aws:iam::aws:policy/${name}`)

const NAMES = [
  'AdministratorAccess',
  'AmazonAPIGatewayInvokeFullAccess',
  'AmazonEC2FullAccess',
  'AmazonEC2ReadOnlyAccess',
  'AmazonRDSDataFullAccess',
  'AmazonS3ReadOnlyAccess',
  'AmazonSSMFullAccess',
  'AmazonSSMManagedInstanceCore',
  'AmazonSSMReadOnlyAccess',
  'AWSCloud9SSMInstanceProfile',
  'AWSCloud9User',
  'AWSLambda_FullAccess',
  'AWSLambda_ReadOnlyAccess',
  'AWSXRayDaemonWriteAccess',
  'CloudWatchAgentServerPolicy',
  'CloudWatchFullAccess',
  'CloudWatchReadOnlyAccess',
  'PowerUserAccess',
  'ReadOnlyAccess',
  'SecretsManagerReadWrite',
  'service-role/AmazonAPIGatewayPushToCloudWatchLogs',
  'service-role/AWSLambdaBasicExecutionRole',
  'service-role/AWSLambdaRole',
  'service-role/AWSLambdaVPCAccessExecutionRole',
]
