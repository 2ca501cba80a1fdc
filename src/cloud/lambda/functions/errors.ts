import { ServiceError } from '../../service.js'

/** Lambda's errors in its own words. */

export const notFound = (arn: string) =>
  new ServiceError('ResourceNotFoundException', `Function not found: ${arn}`, 404)

export const aliasNotFound = (arn: string) =>
  new ServiceError('ResourceNotFoundException', `Cannot find alias arn: ${arn}`, 404)

export const noSuchResource = () =>
  new ServiceError('ResourceNotFoundException', 'The resource you requested does not exist.', 404)

export const conflict = (message: string) => new ServiceError('ResourceConflictException', message, 409)

export const invalid = (message: string) => new ServiceError('InvalidParameterValueException', message, 400)

export const staleRevision = (api: 'GetFunction/GetAlias' | 'GetPolicy') =>
  new ServiceError(
    'PreconditionFailedException',
    `The Revision Id provided does not match the latest Revision Id. Call the ${api} API to retrieve the latest Revision Id`,
    412,
  )

export const busy = (arn: string) =>
  conflict(`The operation cannot be performed at this time. An update is in progress for resource: ${arn}`)

export const pending = () =>
  conflict(
    'The operation cannot be performed at this time. The function is currently in the following state: Pending',
  )
