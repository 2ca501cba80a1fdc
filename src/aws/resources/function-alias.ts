import type { ResourceKind } from '../../core/ledger.js'
import type { Aws } from '../client/aws.js'
import { deleteAlias, findAlias } from '../provisioning/aliases.js'
import { textIn } from './intent.js'
import { unlessCalled } from './still-called.js'

/** The lab's alias; its id is its name, which is the lab's. */
export function functionAliasKind(aws: Aws): ResourceKind {
  return {
    type: 'function-alias',
    undo: 'delete',
    find: async (row) => {
      const alias = await findAlias(aws, textIn(row, 'function'), textIn(row, 'lab'))
      return alias === null ? { kind: 'none' } : { kind: 'ours', id: alias.name, details: {} }
    },
    remove: (row, over) =>
      unlessCalled(aws, row, over, () => deleteAlias(aws, textIn(row, 'function'), row.id ?? '')),
    describe: (row) => ({
      en: `alias ${textIn(row, 'lab')} of ${textIn(row, 'function')}`,
      ko: `${textIn(row, 'function')} 함수의 별칭 ${textIn(row, 'lab')}`,
    }),
  }
}
