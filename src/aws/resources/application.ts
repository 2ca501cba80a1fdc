import type { ResourceKind, Row } from '../../core/ledger.js'
import type { Text } from '../../system/text.js'
import type { Aws } from '../client/aws.js'
import { deleteStack } from '../application/follow-stack.js'
import { findStack } from '../application/stack.js'
import { textIn } from './intent.js'

/** The application's stack; `report` is told how its deletion comes along. */
export function applicationKind(aws: Aws, report: (line: Text) => void = () => {}): ResourceKind {
  return {
    type: 'cloudformation-stack',
    undo: 'delete',
    find: async (row) => {
      const stack = await findStack(aws, row.id ?? textIn(row, 'name'))
      if (stack === null) return { kind: 'none' }
      return { kind: stack.labId === textIn(row, 'lab') ? 'ours' : 'foreign', id: stack.id, details: {} }
    },
    remove: async (row) => {
      if (row.id !== null) await deleteStack(aws, row.id, report)
      return { kind: 'removed' }
    },
    describe: (row: Row) => ({
      en: `the application (CloudFormation stack ${textIn(row, 'name')})`,
      ko: `애플리케이션(CloudFormation 스택 ${textIn(row, 'name')})`,
    }),
  }
}
