import { asks, changes, gets, looks } from '../rows.js'
import * as scopes from '../scopes.js'
import type { SdkCall } from '../sdk-call.js'

const { THE_FUNCTION } = scopes
const ITS = [THE_FUNCTION]

/** The function, the API in front of it, and what CloudWatch counts of both. */
export const FUNCTION_CALLS: readonly SdkCall[] = [
  gets('GetRestApis', ['doctor', 'load-test-1', 'load-test-2'], scopes.REST_APIS),
  gets('GetResources', ['doctor', 'load-test-1', 'load-test-2'], scopes.REST_APIS),
  gets('GetStages', ['doctor', 'load-test-1', 'load-test-2'], scopes.REST_APIS),
  looks('Lambda', 'GetAccountSettings', ['doctor', 'load-test-1', 'load-test-2']),
  looks('Lambda', 'GetFunction', ['doctor', 'load-test-1', 'code-optimization', 'reset'], THE_FUNCTION),
  {
    service: 'Lambda',
    operation: 'Invoke',
    by: ['load-test-1', 'code-optimization', 'load-test-2'],
    needs: [{ action: 'lambda:InvokeFunction', on: THE_FUNCTION }],
    undoneBy: null,
  },
  looks('CloudWatch', 'GetMetricData', ['load-test-1', 'load-test-2']),

  looks('Lambda', 'GetFunctionCodeSigningConfig', ['code-optimization'], THE_FUNCTION),
  changes(
    'Lambda',
    'UpdateFunctionCode',
    ['code-optimization', 'reset'],
    'itself, with the original code',
    ITS,
  ),
]

/** Ready environments (`--provisioned`): a version, an alias of it, and the API's way to the alias. */
export const PROVISIONING_CALLS: readonly SdkCall[] = [
  looks('Lambda', 'GetFunctionConfiguration', ['code-optimization', 'reset'], THE_FUNCTION),
  looks('Lambda', 'ListVersionsByFunction', ['code-optimization', 'reset'], THE_FUNCTION),
  changes('Lambda', 'PublishVersion', ['code-optimization'], 'DeleteFunction, of the version', ITS),
  looks('Lambda', 'GetAlias', ['code-optimization', 'reset'], THE_FUNCTION),
  looks('Lambda', 'ListAliases', ['code-optimization', 'reset'], THE_FUNCTION),
  changes('Lambda', 'CreateAlias', ['code-optimization'], 'DeleteAlias', ITS),
  changes('Lambda', 'UpdateAlias', ['code-optimization'], 'DeleteAlias', ITS),
  looks('Lambda', 'GetProvisionedConcurrencyConfig', ['code-optimization', 'reset'], THE_FUNCTION),
  changes(
    'Lambda',
    'PutProvisionedConcurrencyConfig',
    ['code-optimization'],
    'DeleteProvisionedConcurrencyConfig',
    ITS,
  ),
  looks('Lambda', 'GetPolicy', ['code-optimization', 'reset'], THE_FUNCTION),
  changes('Lambda', 'AddPermission', ['code-optimization'], 'RemovePermission', [scopes.ALIASES_FOR_THE_API]),
  gets('GetIntegration', ['code-optimization', 'reset'], scopes.REST_APIS),
  asks(
    'PATCH',
    'UpdateIntegration',
    ['code-optimization', 'reset'],
    'itself, back to the function',
    scopes.INTEGRATIONS,
  ),
  gets('GetStage', ['code-optimization', 'reset'], scopes.REST_APIS),
  gets('GetDeployment', ['code-optimization', 'reset'], scopes.REST_APIS),
  gets('GetDeployments', ['code-optimization', 'reset'], scopes.REST_APIS),
  asks('POST', 'CreateDeployment', ['code-optimization'], 'DeleteDeployment', scopes.DEPLOYMENTS),
  asks('PATCH', 'UpdateStage', ['reset'], null, scopes.STAGES),
  asks('DELETE', 'DeleteDeployment', ['reset'], null, scopes.DEPLOYMENTS),
  changes('Lambda', 'RemovePermission', ['reset'], null, ITS),
  changes('Lambda', 'DeleteProvisionedConcurrencyConfig', ['reset'], null, ITS),
  changes('Lambda', 'DeleteAlias', ['reset'], null, ITS),
  changes('Lambda', 'DeleteFunction', ['reset'], null, [scopes.VERSIONS]),
]
