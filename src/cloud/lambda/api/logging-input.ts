import * as v from 'valibot'
import { invalid } from '../functions/errors.js'
import { type JsonLogs, applicationLevels, systemLevels } from '../functions/function-state.js'
import { matching, oneOf } from './input.js'

/** The member LoggingConfig of a function's configuration. */
export const LoggingConfig = v.strictObject({
  LogFormat: v.optional(oneOf(['JSON', 'Text'])),
  ApplicationLogLevel: v.optional(oneOf(applicationLevels)),
  SystemLogLevel: v.optional(oneOf(systemLevels)),
  LogGroup: v.optional(matching(/^[.\-_/#A-Za-z0-9]+$/, 512)),
})

/** What an input sets, over what was; null in the text format, which has no levels. */
export function jsonLogsOf(
  before: JsonLogs | null,
  { LogFormat, ApplicationLogLevel, SystemLogLevel }: v.InferOutput<typeof LoggingConfig>,
): JsonLogs | null {
  const format = LogFormat ?? (before ? 'JSON' : 'Text')
  if (format === 'JSON') {
    return {
      applicationLevel: ApplicationLogLevel ?? before?.applicationLevel ?? 'INFO',
      systemLevel: SystemLogLevel ?? before?.systemLevel ?? 'INFO',
    }
  }
  if (ApplicationLogLevel !== undefined || SystemLogLevel !== undefined) {
    throw invalid('ApplicationLogLevel and SystemLogLevel can only be set when LogFormat is JSON.')
  }
  return null
}

/** LoggingConfig as it is answered. */
export function loggingOf(jsonLogs: JsonLogs | null, logGroup: string) {
  if (!jsonLogs) return { LogFormat: 'Text', LogGroup: logGroup }
  const { applicationLevel, systemLevel } = jsonLogs
  return {
    LogFormat: 'JSON',
    ApplicationLogLevel: applicationLevel,
    SystemLogLevel: systemLevel,
    LogGroup: logGroup,
  }
}
