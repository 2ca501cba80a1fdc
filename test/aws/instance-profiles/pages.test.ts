import { expect, test } from 'vitest'
import { profilesOfLabs } from '../../../src/aws/resources/iam-instance-profile/profile-parts.js'
import { LAB_TAG } from '../../../src/core/ledger.js'
import { queryServer } from '../query-server.js'

const LAB = 'lab-0123456789ab'

test('what a lab left is found on every page of an account’s roles and instance profiles', async () => {
  const cloud = await queryServer(({ action, form }) => {
    const at = Number(form.get('Marker') ?? 0)
    switch (action) {
      case 'ListRoles':
        return listed(action, 'Role', ['one', 'two'], at)
      case 'ListInstanceProfiles':
        return listed(action, 'InstanceProfile', ['three', 'four'], at)
      case 'GetRole':
        return role(form.get('RoleName') ?? '')
      default:
        return null
    }
  })
  const found = await profilesOfLabs(cloud)
  expect(found.map(({ name }) => name)).toEqual(expect.arrayContaining(['one', 'two', 'three', 'four']))
})

/** One a page. */
function listed(action: string, item: string, names: readonly string[], at: number): string {
  const member = `<member><${item}Name>${names[at]}</${item}Name></member>`
  const isLast = at === names.length - 1
  const marker = isLast ? '' : `<Marker>${at + 1}</Marker>`
  return answer(action, `<${item}s>${member}</${item}s><IsTruncated>${!isLast}</IsTruncated>${marker}`)
}

const role = (name: string): string =>
  answer(
    'GetRole',
    `<Role><RoleName>${name}</RoleName><Tags><member><Key>${LAB_TAG}</Key><Value>${LAB}</Value></member></Tags></Role>`,
  )

const answer = (action: string, result: string): string =>
  `<${action}Response xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><${action}Result>${result}</${action}Result></${action}Response>`
