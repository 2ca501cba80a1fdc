import type { ResourceKind } from '../../core/ledger.js'
import type { Aws } from '../client/aws.js'
import {
  deleteProvisionedConcurrency,
  provisionedConcurrency,
} from '../provisioning/provisioned-concurrency.js'
import { textIn } from './intent.js'

/** Environments kept ready for the lab's alias; the id is the alias. It costs as long as it is there, so nothing keeps it. */
export function provisionedConcurrencyKind(aws: Aws): ResourceKind {
  return {
    type: 'provisioned-concurrency',
    undo: 'delete',
    find: async (row) => {
      const alias = textIn(row, 'lab')
      const found = await provisionedConcurrency(aws, textIn(row, 'function'), alias)
      return found === null ? { kind: 'none' } : { kind: 'ours', id: alias, details: {} }
    },
    remove: async (row) => {
      await deleteProvisionedConcurrency(aws, textIn(row, 'function'), row.id ?? '')
      return { kind: 'removed' }
    },
    describe: (row) => ({
      en: `provisioned concurrency of ${textIn(row, 'function')}: ${Number(row.intent['environments'])}`,
      ko: `${textIn(row, 'function')} 함수의 프로비저닝된 동시성: ${Number(row.intent['environments'])}`,
    }),
  }
}
