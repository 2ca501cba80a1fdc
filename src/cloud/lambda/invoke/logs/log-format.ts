import type { JsonLogs } from '../../functions/function-state.js'
import type { PlatformLog } from './platform-log.js'
import { textLines } from './report-lines.js'
import { jsonRecords } from './report-records.js'

/** Lambda's part of a log, in the format that the function's configuration names. */
export const platformLog = (jsonLogs: JsonLogs | null): PlatformLog =>
  jsonLogs ? jsonRecords(jsonLogs.systemLevel) : textLines
