import type { Removal, ResourceKind, Row } from '../../core/ledger.js'
import type { Aws } from '../client/aws.js'
import { hasProfileParts, removeProfile } from '../instance-profiles/instance-profiles.js'
import { instancesWithProfile } from '../load-host/tagged-instances.js'
import { textIn } from './intent.js'

/** An instance profile with its role and the role's policy: one row, because none of them is of use alone. Its id is its name. */
export function instanceProfileKind(aws: Aws): ResourceKind {
  return {
    type: 'iam-instance-profile',
    undo: 'delete',
    find: async (row) => {
      const name = textIn(row, 'name')
      const isThere = await hasProfileParts(aws, name, textIn(row, 'role'), textIn(row, 'lab'))
      return isThere ? { kind: 'ours', id: name, details: {} } : { kind: 'none' }
    },
    remove: async (row, over) => {
      const name = textIn(row, 'name')
      const users = over === 'force' ? 0 : await instancesWithProfile(aws, name)
      if (users > 0) return usedByOthers(name, users)
      await removeProfile(aws, name, textIn(row, 'role'), textIn(row, 'lab'))
      return { kind: 'removed' }
    },
    describe: (row: Row) => ({
      en: `the IAM role and instance profile ${textIn(row, 'name')}`,
      ko: `IAM 역할과 인스턴스 프로파일 ${textIn(row, 'name')}`,
    }),
  }
}

/** Cloud9's is one for the account: environments made since use it too. */
function usedByOthers(name: string, users: number): Removal {
  return {
    kind: 'kept',
    why: {
      en: `${users} instances that do not belong to this lab now use ${name}.`,
      ko: `이 실습이 만들지 않은 인스턴스 ${users}개가 ${name}을(를) 사용하고 있습니다.`,
    },
    next: {
      en: 'Leave it as it is, or type `lab reset --force` to delete it anyway.',
      ko: '그대로 두거나, 그래도 삭제하려면 `lab reset --force`를 실행하세요.',
    },
  }
}
