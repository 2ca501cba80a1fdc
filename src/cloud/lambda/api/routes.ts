import type { CallContext, RestAnswer, RestOperations, RestRequest, Route } from '../../service.js'
import { refuseForeign } from '../functions/names.js'
import { getAccountSettings } from './account-settings.js'
import { createAlias, deleteAlias, getAlias, listAliases, updateAlias } from './aliases.js'
import type { ApiContext } from './context.js'
import { createFunction } from './create-function.js'
import { invoke } from './invoke.js'
import { addPermission, getPolicy, removePermission } from './permissions.js'
import {
  deleteProvisionedConcurrency,
  getProvisionedConcurrency,
  listProvisionedConcurrency,
  putProvisionedConcurrency,
} from './provisioned-concurrency.js'
import {
  deleteFunction,
  getFunction,
  getFunctionCodeSigningConfig,
  getFunctionConfiguration,
  listFunctions,
  listVersionsByFunction,
} from './read-functions.js'
import {
  deleteFunctionConcurrency,
  getFunctionConcurrency,
  putFunctionConcurrency,
} from './reserved-concurrency.js'
import { listTags } from './tags.js'
import { updateFunctionCode, updateFunctionConfiguration } from './update-function.js'
import { publishVersion } from './versions.js'

/** Lambda's REST API: each operation with its method and path. */
export function lambdaRoutes(context: ApiContext): RestOperations {
  const route = (
    operation: string,
    method: Route['method'],
    path: string,
    handle: Handle,
    parameters: readonly string[] = [],
  ): Route => ({
    operation,
    method,
    path,
    parameters,
    handle: async (request, call) => {
      const { FunctionName, Resource } = request.labels
      refuseForeign(FunctionName ?? Resource ?? '', operation, context.settings)
      return handle(context, request, call)
    },
  })
  const functions = '/2015-03-31/functions'
  const one = `${functions}/{FunctionName}`
  const provisioned = '/2019-09-30/functions/{FunctionName}/provisioned-concurrency'
  return {
    kind: 'rest',
    signingName: 'lambda',
    invalidInput: 'InvalidParameterValueException',
    routes: [
      route('Invoke', 'POST', `${one}/invocations`, invoke, ['Qualifier', ...INVOKE_HEADERS]),
      route('CreateFunction', 'POST', functions, createFunction),
      route('ListFunctions', 'GET', functions, listFunctions, ['FunctionVersion', ...PAGE]),
      route('GetFunction', 'GET', one, getFunction, QUALIFIER),
      route('DeleteFunction', 'DELETE', one, deleteFunction, QUALIFIER),
      route('GetFunctionConfiguration', 'GET', `${one}/configuration`, getFunctionConfiguration, QUALIFIER),
      route(
        'GetFunctionCodeSigningConfig',
        'GET',
        '/2020-06-30/functions/{FunctionName}/code-signing-config',
        getFunctionCodeSigningConfig,
      ),
      route('UpdateFunctionConfiguration', 'PUT', `${one}/configuration`, updateFunctionConfiguration),
      route('UpdateFunctionCode', 'PUT', `${one}/code`, updateFunctionCode),
      route('PublishVersion', 'POST', `${one}/versions`, publishVersion),
      route('ListVersionsByFunction', 'GET', `${one}/versions`, listVersionsByFunction, PAGE),
      route('CreateAlias', 'POST', `${one}/aliases`, createAlias),
      route('ListAliases', 'GET', `${one}/aliases`, listAliases, ['FunctionVersion', ...PAGE]),
      route('GetAlias', 'GET', `${one}/aliases/{Name}`, getAlias),
      route('UpdateAlias', 'PUT', `${one}/aliases/{Name}`, updateAlias),
      route('DeleteAlias', 'DELETE', `${one}/aliases/{Name}`, deleteAlias),
      route('AddPermission', 'POST', `${one}/policy`, addPermission, QUALIFIER),
      route('GetPolicy', 'GET', `${one}/policy`, getPolicy, QUALIFIER),
      route('RemovePermission', 'DELETE', `${one}/policy/{StatementId}`, removePermission, [
        'Qualifier',
        'RevisionId',
      ]),
      route(
        'PutFunctionConcurrency',
        'PUT',
        '/2017-10-31/functions/{FunctionName}/concurrency',
        putFunctionConcurrency,
      ),
      route(
        'DeleteFunctionConcurrency',
        'DELETE',
        '/2017-10-31/functions/{FunctionName}/concurrency',
        deleteFunctionConcurrency,
      ),
      route(
        'GetFunctionConcurrency',
        'GET',
        '/2019-09-30/functions/{FunctionName}/concurrency',
        getFunctionConcurrency,
      ),
      route('PutProvisionedConcurrencyConfig', 'PUT', provisioned, putProvisionedConcurrency, QUALIFIER),
      route('GetProvisionedConcurrencyConfig', 'GET', provisioned, getProvisionedConcurrency, QUALIFIER),
      route(
        'ListProvisionedConcurrencyConfigs',
        'GET',
        `${provisioned}?List=ALL`,
        listProvisionedConcurrency,
        PAGE,
      ),
      route(
        'DeleteProvisionedConcurrencyConfig',
        'DELETE',
        provisioned,
        deleteProvisionedConcurrency,
        QUALIFIER,
      ),
      route('ListTags', 'GET', '/2017-03-31/tags/{Resource}', listTags),
      route('GetAccountSettings', 'GET', '/2016-08-19/account-settings', getAccountSettings),
    ],
  }
}

type Handle = (context: ApiContext, request: RestRequest, call: CallContext) => Promise<RestAnswer>

const QUALIFIER = ['Qualifier']
const PAGE = ['Marker', 'MaxItems']
const INVOKE_HEADERS = ['x-amz-client-context', 'x-amz-invocation-type', 'x-amz-log-type']
