import * as v from 'valibot'
import type { Removal } from '../../../core/ledger.js'
import { type Text, verbatim } from '../../../system/text.js'
import { NONE, resource, there } from '../resource.js'
import { createProfile, removeProfile } from './make-profile.js'
import { hasProfileParts, isPermitted, profileOf, profilesOfLabs } from './profile-parts.js'
import { type ProfileUsers, usersOfProfile } from './profile-users.js'
import { CLOUD9_PROFILE, labProfile, type ProfileWanted } from './profiles-wanted.js'

/** An instance profile with its role and the role's policy: one row, because none of them is of use alone. Its id is its name. */
export const instanceProfile = resource({
  type: 'iam-instance-profile',
  intent: v.object({ name: v.string(), role: v.string(), lab: v.string() }),
  undo: 'delete',
  listed: 'late',
  running: 'free',
  // `ours` and `foreign` only where it is whole: what a crash left half-made is `none`, and `create` completes it.
  find: async ({ aws, intent }) => {
    const iam = await aws.iam()
    const wanted = profileFor(intent)
    const profile = await profileOf(iam, wanted.name)
    const [role] = profile?.roles ?? []
    if (profile === null || role === undefined) return NONE
    if (profile.lab !== intent.lab) return there('foreign', wanted.name)
    if (role === wanted.role && !(await isPermitted(iam, wanted))) return NONE
    return there('ours', wanted.name)
  },
  create: async ({ aws, wanted, tags }) => ({
    id: await createProfile(aws, profileFor(wanted), tags),
    details: {},
  }),
  remains: async ({ aws, intent: { name, role, lab } }) =>
    (await hasProfileParts(aws, name, role, lab)) ? there('ours', name) : NONE,
  remove: async ({ aws, intent: { name, role, lab }, over }) => {
    const users = over === 'force' ? NOBODY : await usersOfProfile(aws, name)
    if (users.kind === 'some') return usedByOthers(name, users.instances, users.regions)
    if (users.kind === 'unknown') return perhapsUsed(name, users.region, users.why)
    await removeProfile(aws, name, role, lab)
    return { kind: 'removed' }
  },
  describe: ({ name }) => ({
    en: `the IAM role and instance profile ${name}`,
    ko: `IAM 역할과 인스턴스 프로파일 ${name}`,
  }),
  tagged: async (aws, labId) =>
    (await profilesOfLabs(aws))
      .filter(({ lab }) => labId === null || lab === labId)
      .map(({ name, role, lab }) => ({
        id: name,
        labId: lab,
        intent: { name, role, lab },
        what: verbatim(`IAM ${name}`),
      })),
})

/** Cloud9's own by its name, which is one for the account; any other is the lab's. */
function profileFor({ name, lab }: { readonly name: string; readonly lab: string }): ProfileWanted {
  return name === CLOUD9_PROFILE.name ? CLOUD9_PROFILE : labProfile(lab)
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
