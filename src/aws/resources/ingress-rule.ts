import type { ResourceKind, Row } from '../../core/ledger.js'
import { verbatim } from '../../system/text.js'
import type { Aws } from '../client/aws.js'
import { findIngressRule, ingressRules, revokeIngress } from '../security-groups/ingress-rules.js'
import { isRecentlyCreated } from '../recently-created.js'
import { textIn } from './intent.js'

export function ingressRuleKind(aws: Aws): ResourceKind {
  return {
    type: 'ingress-rule',
    undo: 'delete',
    find: async (row) => {
      const securityGroupId = textIn(row, 'securityGroupId')
      if (row.id !== null) {
        const there = (await ingressRules(aws, securityGroupId)).some(({ id }) => id === row.id)
        return there || isRecentlyCreated(row) ? { kind: 'ours', id: row.id, details: {} } : { kind: 'none' }
      }
      const rule = await findIngressRule(aws, {
        securityGroupId,
        port: Number(row.intent['port']),
        cidr: textIn(row, 'cidr'),
      })
      if (rule === null) return { kind: 'none' }
      return { kind: rule.labId === textIn(row, 'lab') ? 'ours' : 'foreign', id: rule.id, details: {} }
    },
    remove: async (row) => {
      if (row.id !== null) await revokeIngress(aws, textIn(row, 'securityGroupId'), row.id)
      return { kind: 'removed' }
    },
    describe: (row: Row) =>
      verbatim(`${row.id ?? '…'}: TCP ${Number(row.intent['port'])} ← ${textIn(row, 'cidr')}`),
  }
}
