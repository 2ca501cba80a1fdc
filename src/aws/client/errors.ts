import { type Explanation, LabError } from '../../core/errors.js'
import type { Access } from '../../core/target.js'
import { type Text, verbatim } from '../../system/text.js'
import { explanationOf } from './explanations.js'
import { calledIn, type FailedCall } from './failed-call.js'
import { requireSaidByAws } from './said-by-aws.js'
import { isRefusedForItsTime } from './service-clock.js'

/** Makes every call of a client reject with a LabError whose cause is the service's own error. The only place that does. */
export function explainFailures<C extends Client>(client: C, access: Access): C {
  client.middlewareStack.add(
    (next, context) => async (args) => {
      const call = calledIn(context)
      try {
        const answered = await next(args).catch(async (thrown: unknown) => {
          if (isRefusedForItsTime(thrown)) return next(args)
          throw thrown
        })
        requireSaidByAws(answered, call)
        return answered
      } catch (thrown) {
        throw explained(thrown, call, access)
      }
    },
    { name: 'explainFailures', step: 'initialize', priority: 'high' },
  )
  return client
}

/** The service's error code behind a LabError of ours, such as `InvalidPermission.Duplicate`; null: it is none. */
export function awsErrorName(thrown: unknown): string | null {
  const cause = thrown instanceof LabError ? thrown.cause : thrown
  return cause instanceof Error ? cause.name : null
}

function explained(thrown: unknown, call: FailedCall, access: Access): LabError {
  if (thrown instanceof LabError) return thrown
  const error = thrown instanceof Error ? thrown : new Error(String(thrown))
  const known = explanationOf(error, call, access)
  const what: Explanation['what'] = {
    en: `${call.service} ${call.operation} failed.`,
    ko: `${call.service} ${call.operation} 호출이 실패했습니다.`,
  }
  if (known !== null) return new LabError({ what, ...known, cause: error })
  const why = verbatim([error.name, error.message].filter((part) => part !== '').join(': '))
  return new LabError({ code: codeOf(error), what, why, next: wayOn(error), cause: error })
}

/** Of an error that nobody thought of: whose trouble it is at least is known. */
function wayOn(error: Error): Text {
  return '$fault' in error && error.$fault === 'server'
    ? {
        en: 'The service has a temporary problem. Type the same command again in a minute.',
        ko: '서비스에 일시적인 문제가 있습니다. 잠시 후 같은 명령을 다시 실행하세요.',
      }
    : {
        en: 'Type `lab doctor`. If it finds nothing, type the same command again.',
        ko: '`lab doctor`로 점검한 뒤, 문제가 없으면 같은 명령을 다시 실행하세요.',
      }
}

/** `InvalidPermission.Duplicate` → `aws-invalid-permission-duplicate`. */
function codeOf(error: Error): string {
  const words = error.name.replace(/(Exception|Error)$/, '').replaceAll(/([a-z0-9])([A-Z])/g, '$1-$2')
  return `aws-${words.replaceAll(/[^A-Za-z0-9]+/g, '-').toLowerCase()}`
}

/** The part of an SDK client that this needs; every client has it, also the old Cloud9 one. */
export interface Client {
  readonly middlewareStack: {
    remove(name: string): boolean
    add(
      middleware: <Input, Output>(
        next: (input: Input) => Promise<Output>,
        context: object,
      ) => (input: Input) => Promise<Output>,
      options: { name: string; step: 'initialize'; priority: 'high' },
    ): void
  }
}
