import type { ResourceKind } from '../../core/ledger.js'
import type { Aws } from '../client/aws.js'
import { deleteVersion, findVersion, versionsOfLabs } from '../provisioning/versions.js'
import { textIn } from './intent.js'
import { unlessCalled } from './still-called.js'

/** A version that the lab published; its id is the number. */
export function functionVersionKind(aws: Aws): ResourceKind {
  return {
    type: 'function-version',
    undo: 'delete',
    find: async (row) => {
      const name = textIn(row, 'function')
      const found =
        row.id === null
          ? (await versionsOfLabs(aws, name, textIn(row, 'lab'))).at(-1)
          : await findVersion(aws, name, row.id)
      return found ? { kind: 'ours', id: found.version, details: {} } : { kind: 'none' }
    },
    remove: (row, over) =>
      unlessCalled(aws, row, over, () => deleteVersion(aws, textIn(row, 'function'), row.id ?? '')),
    describe: (row) => ({
      en: `version ${row.id ?? '…'} of ${textIn(row, 'function')}`,
      ko: `${textIn(row, 'function')} 함수의 버전 ${row.id ?? '…'}`,
    }),
  }
}
