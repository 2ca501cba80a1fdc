import { once } from 'node:events'
import { createServer } from 'node:http'
import { expect, onTestFinished, test } from 'vitest'
import { type Aws, aws } from '../../../src/aws/client/aws.js'
import { taggedProfiles } from '../../../src/aws/instance-profiles/instance-profiles.js'
import { LAB_TAG } from '../../../src/core/ledger.js'
import { access } from '../../core/command.js'

const LAB = 'lab-0123456789ab'

test('what a lab left is found on every page of an account’s roles and instance profiles', async () => {
  const cloud = await accountWith({
    ListRoles: ['one', 'two'],
    ListInstanceProfiles: ['three', 'four'],
  })
  const found = await taggedProfiles(cloud, LAB)
  expect(found.map(({ id }) => id).filter((id) => !id.startsWith('AWS'))).toEqual([
    'one',
    'two',
    'three',
    'four',
  ])
})

type Lists = Readonly<Record<'ListRoles' | 'ListInstanceProfiles', readonly string[]>>

/** IAM that lists one at a time, has the lab's tag on every role, and no such instance profile when it is asked for one. */
async function accountWith(lists: Lists): Promise<Aws> {
  const server = createServer((request, response) => {
    let text = ''
    request.on('data', (bytes: Buffer) => (text += bytes.toString()))
    request.on('end', () => {
      const form = new URLSearchParams(text)
      const action = form.get('Action') ?? ''
      const at = Number(form.get('Marker') ?? 0)
      if (action === 'ListRoles') response.end(listed(action, 'Role', lists[action], at))
      else if (action === 'ListInstanceProfiles')
        response.end(listed(action, 'InstanceProfile', lists[action], at))
      else if (action === 'GetRole') response.end(role(form.get('RoleName') ?? ''))
      else response.writeHead(404).end(NO_SUCH_ENTITY)
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  const address = server.address()
  const port = address !== null && typeof address === 'object' ? address.port : 0
  return aws({ ...access, target: { ...access.target, endpoint: `http://127.0.0.1:${port}` } })
}

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

const NO_SUCH_ENTITY =
  '<ErrorResponse><Error><Type>Sender</Type><Code>NoSuchEntity</Code><Message>none</Message></Error></ErrorResponse>'
