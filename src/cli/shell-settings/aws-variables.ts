import { devNull } from 'node:os'
import type { CloudFacts } from '../../cloud/control/cloud-facts.js'

/**
 * What an AWS client needs to reach the local cloud. The two files are empty ones, because an SDK also takes from them what
 * the environment does not say: another endpoint for a service, FIPS, a retry mode.
 */
export function variablesOf({ endpoint, accessKeyId, secretAccessKey, region }: CloudFacts): AwsVariables {
  return {
    AWS_ENDPOINT_URL: endpoint,
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_CONFIG_FILE: devNull,
    AWS_SHARED_CREDENTIALS_FILE: devNull,
    // Nothing waits for the metadata service of a machine that this is not.
    AWS_EC2_METADATA_DISABLED: 'true',
  }
}

export const SET_VARIABLES = [
  'AWS_ENDPOINT_URL',
  'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_REGION',
  'AWS_DEFAULT_REGION',
  'AWS_CONFIG_FILE',
  'AWS_SHARED_CREDENTIALS_FILE',
  'AWS_EC2_METADATA_DISABLED',
] as const

export type AwsVariables = Readonly<Record<(typeof SET_VARIABLES)[number], string>>

/**
 * The variables that stay: how answers look, and the certificates of the network. All others whose name begins with `AWS_` are
 * taken away: every service has an endpoint variable of its own, and every SDK knows settings that others do not.
 */
export const KEPT_VARIABLES = ['AWS_CA_BUNDLE', 'AWS_PAGER', 'AWS_DEFAULT_OUTPUT'] as const
/** And those that begin so: the AWS CLI's own. */
export const KEPT_PREFIX = 'AWS_CLI_'
