import type { ResourceKind, Row } from '../../core/ledger.js'
import type { Aws } from '../client/aws.js'
import { hasPermission, type Permission, removePermission } from '../provisioning/permissions.js'
import { textIn } from './intent.js'
import { unlessCalled } from './still-called.js'

/** The API's permission to call the lab's alias; its id is the statement's. */
export function functionPermissionKind(aws: Aws): ResourceKind {
  return {
    type: 'function-permission',
    undo: 'delete',
    find: async (row) => {
      const permission = permissionOf(row)
      const there = await hasPermission(aws, permission)
      return there ? { kind: 'ours', id: permission.statementId, details: {} } : { kind: 'none' }
    },
    remove: (row, over) => unlessCalled(aws, row, over, () => removePermission(aws, permissionOf(row))),
    describe: (row) => ({
      en: `the API's permission to call ${textIn(row, 'function')}:${textIn(row, 'lab')}`,
      ko: `API가 ${textIn(row, 'function')}:${textIn(row, 'lab')}을(를) 호출할 수 있는 권한`,
    }),
  }
}

function permissionOf(row: Row): Permission {
  const lab = textIn(row, 'lab')
  return { functionName: textIn(row, 'function'), alias: lab, statementId: lab }
}
