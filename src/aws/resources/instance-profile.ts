import type { Removal, ResourceKind, Row } from '../../core/ledger.js'
import type { Text } from '../../system/text.js'
import type { Aws } from '../client/aws.js'
import { hasProfileParts, removeProfile } from '../instance-profiles/instance-profiles.js'
import { type ProfileUsers, usersOfProfile } from '../instance-profiles/profile-users.js'
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
      const users = over === 'force' ? NOBODY : await usersOfProfile(aws, name)
      if (users.kind === 'some') return usedByOthers(name, users.instances, users.regions)
      if (users.kind === 'unknown') return perhapsUsed(name, users.region, users.why)
      await removeProfile(aws, name, textIn(row, 'role'), textIn(row, 'lab'))
      return { kind: 'removed' }
    },
    describe: (row: Row) => ({
      en: `the IAM role and instance profile ${textIn(row, 'name')}`,
      ko: `IAM 역할과 인스턴스 프로파일 ${textIn(row, 'name')}`,
    }),
  }
}

const NOBODY: ProfileUsers = { kind: 'none' }

/** Cloud9's is one for the account: environments made since use it too, in any Region. */
function usedByOthers(name: string, users: number, regions: readonly string[]): Removal {
  const where = regions.join(', ')
  return {
    kind: 'kept',
    why: {
      en: `${users} instances in ${where} that are not this lab's use ${name} now.`,
      ko: `이 실습이 만들지 않은 ${where}의 인스턴스 ${users}개가 ${name}을(를) 사용하고 있습니다.`,
    },
    next: LEAVE_OR_FORCE,
  }
}

function perhapsUsed(name: string, region: string, why: string): Removal {
  return {
    kind: 'kept',
    why: {
      en: `Instances in ${region} may use ${name}, and could not be listed: ${why}`,
      ko: `${region}의 인스턴스가 ${name}을(를) 사용하고 있을 수 있지만 목록을 확인할 수 없습니다: ${why}`,
    },
    next: LEAVE_OR_FORCE,
  }
}

const LEAVE_OR_FORCE: Text = {
  en: 'Leave it to them, or type `lab reset --force` to delete it all the same.',
  ko: '그대로 두거나, 그래도 삭제하려면 `lab reset --force`를 실행하세요.',
}
