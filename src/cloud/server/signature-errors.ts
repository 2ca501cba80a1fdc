import type { Protocol } from '../protocol/protocol.js'
import { ServiceError } from '../service.js'
import type { SignatureFault } from './signature.js'

/** How a service names what is wrong with a signature. EC2 and the query services have words of their own. */
export function signatureError(
  fault: SignatureFault,
  protocol: Protocol['name'] | 'rest-json',
): ServiceError {
  if (protocol === 'ec2-query') return ec2Refusal(fault)
  return protocol === 'query' ? queryRefusal(fault) : jsonRefusal(fault)
}

const MISMATCH =
  'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key ' +
  'and signing method. Consult the service documentation for details.'
const UNKNOWN = 'The security token included in the request is invalid.'
/** STS takes two calls unsigned. */
const UNSIGNED =
  'Request is missing Authentication Token. Every call of the local cloud is signed by the one key that it has, so there is no ' +
  'AssumeRoleWithWebIdentity and no AssumeRoleWithSAML.'
const INCOMPLETE =
  "Authorization header requires 'Credential', 'SignedHeaders' and 'Signature' parameters, and a 'X-Amz-Date' header."

function jsonRefusal(fault: SignatureFault): ServiceError {
  switch (fault.kind) {
    case 'absent':
      return new ServiceError('MissingAuthenticationTokenException', 'Missing Authentication Token', 403)
    case 'incomplete':
      return new ServiceError('IncompleteSignatureException', INCOMPLETE, 403)
    case 'unknown-key':
      return new ServiceError('UnrecognizedClientException', UNKNOWN, 403)
    default:
      return new ServiceError('InvalidSignatureException', messageOf(fault), 403)
  }
}

function queryRefusal(fault: SignatureFault): ServiceError {
  switch (fault.kind) {
    case 'absent':
      return new ServiceError('MissingAuthenticationToken', UNSIGNED, 403)
    case 'incomplete':
      return new ServiceError('IncompleteSignature', INCOMPLETE, 403)
    case 'unknown-key':
      return new ServiceError('InvalidClientTokenId', UNKNOWN, 403)
    default:
      return new ServiceError('SignatureDoesNotMatch', messageOf(fault), 403)
  }
}

function ec2Refusal(fault: SignatureFault): ServiceError {
  switch (fault.kind) {
    case 'absent':
      return new ServiceError('MissingAuthenticationToken', 'Request is missing Authentication Token', 403)
    case 'incomplete':
      return new ServiceError('IncompleteSignature', INCOMPLETE, 400)
    case 'expired':
    case 'not-yet':
      return new ServiceError('RequestExpired', 'Request has expired.', 400)
    case 'wrong-scope':
      return new ServiceError('SignatureDoesNotMatch', messageOf(fault), 403)
    default:
      return new ServiceError(
        'AuthFailure',
        'AWS was not able to validate the provided access credentials',
        401,
      )
  }
}

function messageOf(fault: SignatureFault): string {
  switch (fault.kind) {
    case 'expired':
      return `Signature expired: ${fault.date} is now earlier than ${fault.limit}`
    case 'not-yet':
      return `Signature not yet current: ${fault.date} is still later than ${fault.limit}`
    case 'wrong-scope':
      return `Credential should be scoped to ${fault.wanted}.`
    default:
      return MISMATCH
  }
}
