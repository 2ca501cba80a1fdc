import type { ResourceKind, Row } from '../../core/ledger.js'
import type { Aws } from '../client/aws.js'
import {
  deleteSecurityGroup,
  findSecurityGroup,
  hasSecurityGroup,
} from '../security-groups/security-groups.js'
import { textIn } from './intent.js'
import { isRecentlyCreated } from '../recently-created.js'

export function securityGroupKind(aws: Aws): ResourceKind {
  return {
    type: 'security-group',
    undo: 'delete',
    find: async (row) => {
      const wanted = { name: textIn(row, 'name'), vpcId: textIn(row, 'vpcId') }
      if (row.id === null) return findSecurityGroup(aws, wanted, textIn(row, 'lab'))
      const there = (await hasSecurityGroup(aws, row.id)) || isRecentlyCreated(row)
      return there ? { kind: 'ours', id: row.id, details: {} } : { kind: 'none' }
    },
    remove: async (row) => {
      if (row.id !== null) await deleteSecurityGroup(aws, row.id)
      return { kind: 'removed' }
    },
    describe: (row: Row) => ({
      en: `the security group ${textIn(row, 'name')} (${row.id ?? '…'})`,
      ko: `보안 그룹 ${textIn(row, 'name')} (${row.id ?? '…'})`,
    }),
  }
}
