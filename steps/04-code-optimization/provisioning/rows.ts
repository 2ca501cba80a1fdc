/** The ledger's keys of what `--provisioned` makes, in the order in which it is made. */
export const VERSION = 'function-version'
export const ALIAS = 'function-alias'
export const PROVISIONED_ENVIRONMENTS = 'provisioned-concurrency'
export const PERMISSION = 'function-permission'
export const INTEGRATION = 'api-integration'
export const DEPLOYMENT = 'api-deployment'
