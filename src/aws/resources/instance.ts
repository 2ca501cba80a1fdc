import type { ResourceKind, Row } from '../../core/ledger.js'
import { verbatim } from '../../system/text.js'
import type { Aws } from '../client/aws.js'
import { findLaunched, isThere } from '../load-host/tagged-instances.js'
import { terminateInstance } from '../load-host/launch.js'
import { textIn } from './intent.js'
import { isRecentlyCreated } from '../recently-created.js'

export function instanceKind(aws: Aws): ResourceKind {
  return {
    type: 'ec2-instance',
    undo: 'delete',
    find: async (row) => {
      if (row.id === null) return findLaunched(aws, textIn(row, 'lab'))
      const there = (await isThere(aws, row.id)) || isRecentlyCreated(row)
      return there ? { kind: 'ours', id: row.id, details: {} } : { kind: 'none' }
    },
    remove: async (row) => {
      if (row.id !== null) await terminateInstance(aws, row.id)
      return { kind: 'removed' }
    },
    describe: (row: Row) => {
      const type = textIn(row, 'instanceType')
      return verbatim(`EC2 ${row.id ?? '…'}${type === '' ? '' : ` (${type})`}`)
    },
  }
}
