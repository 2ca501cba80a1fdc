import type { Explanation } from '../../core/errors.js'
import { portsExhausted } from '../../core/ports-exhausted.js'
import type { Access } from '../../core/target.js'
import { errorCode } from '../../system/error-codes.js'
import { verbatim } from '../../system/text.js'
import type { FailedCall } from './failed-call.js'
import { notTheService } from './not-the-service.js'
import { unreachable } from './unreachable.js'

type Reason = Omit<Explanation, 'what' | 'cause'> & Partial<Pick<Explanation, 'what'>>

/** What a person can do about a service's error; null: nothing is known of it beyond its own words. */
export function explanationOf(error: Error, call: FailedCall, access: Access): Reason | null {
  if (isClosedCloud9(error, call)) return cloud9Closed
  if (REFUSED.has(error.name)) return notAuthorized(error, call)
  if (EXPIRED.has(error.name)) return credentialsExpired
  if (UNKNOWN_KEY.has(error.name)) return credentialsRefused(error)
  if (NO_CREDENTIALS.has(error.name)) return noCredentials(error)
  if (THROTTLED.has(error.name)) return throttled
  if (error.name === 'VcpuLimitExceeded') return tooManyVcpus(error)
  if (error.name === 'InsufficientInstanceCapacity') return noCapacity(error)
  if (errorCode(error) === 'EADDRNOTAVAIL') return portsExhausted(error)
  if (UNREACHABLE.has(error.name) || UNREACHABLE.has(errorCode(error) ?? ''))
    return unreachable(error, call, access)
  return notTheService(error, call, access)
}

const REFUSED = new Set([
  'AccessDenied',
  'AccessDeniedException',
  'UnauthorizedOperation',
  'AuthorizationError',
  'ForbiddenException',
])
const EXPIRED = new Set(['ExpiredToken', 'ExpiredTokenException', 'RequestExpired'])
const UNKNOWN_KEY = new Set([
  'InvalidClientTokenId',
  'UnrecognizedClientException',
  'SignatureDoesNotMatch',
  'InvalidSignatureException',
  'IncompleteSignature',
  'AuthFailure',
])
const NO_CREDENTIALS = new Set(['CredentialsProviderError', 'TokenProviderError', 'ProviderError'])
const THROTTLED = new Set([
  'ThrottlingException',
  'Throttling',
  'TooManyRequestsException',
  'RequestLimitExceeded',
  'RequestThrottled',
])
const UNREACHABLE = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'EPIPE',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'TimeoutError',
])

/** Cloud9 answers an account that it is closed to with an empty message, or with this one; a missing permission names the action. */
function isClosedCloud9(error: Error, call: FailedCall): boolean {
  if (call.service !== 'Cloud9' || !REFUSED.has(error.name)) return false
  return ['', 'UnknownError', error.name, 'This account does not have access to the Cloud9 service'].some(
    (message) => error.message.replace(/\.$/, '') === message,
  )
}

const cloud9Closed: Reason = {
  code: 'cloud9-closed',
  exit: 'unauthorized',
  why: {
    en: 'AWS closed Cloud9 in July 2024 to accounts that had not used it before, and this is one of them.',
    ko: 'AWS는 2024년 7월부터 Cloud9을 사용한 적이 없는 계정에는 Cloud9을 제공하지 않으며, 이 계정이 그에 해당합니다.',
  },
  next: {
    en: 'Use a plain EC2 instance instead: `lab next --host ec2`.',
    ko: '일반 EC2 인스턴스를 대신 사용하세요: `lab next --host ec2`',
  },
}

function notAuthorized(error: Error, call: FailedCall): Reason {
  return {
    code: 'not-authorised',
    exit: 'unauthorized',
    why: verbatim(error.message || error.name),
    next: {
      en: `Ask for the permission ${permission(call)}, then type the same command again.`,
      ko: `${permission(call)} 권한을 받은 뒤 같은 명령을 다시 실행하세요.`,
    },
  }
}

function permission(call: FailedCall): string {
  return `${call.service.replaceAll(' ', '').toLowerCase()}:${call.operation}`
}

const credentialsExpired: Reason = {
  code: 'credentials-expired',
  exit: 'unauthorized',
  why: { en: 'The AWS credentials have expired.', ko: 'AWS 자격 증명이 만료되었습니다.' },
  next: {
    en: 'Sign in again (such as `aws sso login` or `aws login`), then type the same command.',
    ko: '다시 로그인한 뒤(`aws sso login` 또는 `aws login`) 같은 명령을 실행하세요.',
  },
}

function credentialsRefused(error: Error): Reason {
  return {
    code: 'credentials-refused',
    exit: 'unauthorized',
    why: verbatim(error.message || error.name),
    next: {
      en: 'Check with `lab doctor` which credentials are in use and whether the clock is correct.',
      ko: '`lab doctor`로 사용 중인 자격 증명과 시스템 시각을 확인하세요.',
    },
  }
}

function noCredentials(error: Error): Reason {
  return {
    code: 'no-credentials',
    exit: 'unauthorized',
    why: verbatim(error.message),
    next: {
      en: 'Sign in (`aws login`, `aws sso login` or `aws configure`) or name a profile with `--profile`.',
      ko: '로그인하거나(`aws login`, `aws sso login`, `aws configure`) `--profile`로 프로필을 지정하세요.',
    },
  }
}

const throttled: Reason = {
  code: 'throttled',
  why: {
    en: 'AWS throttled this call, even after several retries.',
    ko: '여러 번 다시 시도했지만 AWS가 이 호출을 스로틀했습니다.',
  },
  next: { en: 'Wait a minute, then type the same command.', ko: '1분쯤 뒤에 같은 명령을 실행하세요.' },
}

function tooManyVcpus(error: Error): Reason {
  return {
    code: 'vcpu-limit',
    why: verbatim(error.message),
    next: {
      en: 'Choose a smaller instance with `--instance-type`, or raise the quota L-1216C47A.',
      ko: '`--instance-type`으로 더 작은 인스턴스를 고르거나 할당량 L-1216C47A를 올리세요.',
    },
  }
}

function noCapacity(error: Error): Reason {
  return {
    code: 'no-capacity',
    why: verbatim(error.message),
    next: {
      en: 'Choose another instance type with `--instance-type`, or try again later.',
      ko: '`--instance-type`으로 다른 인스턴스 유형을 고르거나 나중에 다시 시도하세요.',
    },
  }
}
