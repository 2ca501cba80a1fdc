import type { ResourceKind, Row } from '../../core/ledger.js'
import { verbatim } from '../../system/text.js'
import type { Aws } from '../client/aws.js'
import { deleteEnvironment, describeEnvironment, findEnvironment } from '../load-host/cloud9-environments.js'
import { textIn } from './intent.js'

export function environmentKind(aws: Aws): ResourceKind {
  return {
    type: 'cloud9-environment',
    undo: 'delete',
    find: async (row) => {
      if (row.id === null) return findEnvironment(aws, textIn(row, 'name'), textIn(row, 'lab'))
      const environment = await describeEnvironment(aws, row.id)
      return environment === null ? { kind: 'none' } : { kind: 'ours', id: row.id, details: {} }
    },
    remove: async (row) => {
      if (row.id !== null) await deleteEnvironment(aws, row.id)
      return { kind: 'removed' }
    },
    describe: (row: Row) => verbatim(`Cloud9 ${textIn(row, 'name')} (${row.id ?? '…'})`),
  }
}
