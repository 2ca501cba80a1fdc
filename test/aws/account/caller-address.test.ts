import type { ServerResponse } from 'node:http'
import { expect, it, onTestFinished } from 'vitest'
import { callerCidr } from '../../../src/aws/account/caller-address.js'
import { answeredBy } from '../answered-by.js'

const asked = async (answer: (response: ServerResponse) => void) => {
  const { cloud, close } = await answeredBy((_, response) => answer(response))
  onTestFinished(close)
  return callerCidr({ ...cloud.access, callerAddressUrl: cloud.access.target.endpoint ?? '' })
}

it('takes an address, and says of anything else how to name one', async () => {
  expect(await asked((response) => response.end('203.0.113.7\n'))).toBe('203.0.113.7/32')
  await expect(asked((response) => response.end('<html>sign in</html>'))).rejects.toMatchObject({
    code: 'caller-address-unknown',
    next: { en: expect.stringContaining('--source') },
  })
})

it('takes nothing that is longer than an address for one, and does not read it to its end', async () => {
  const long = asked((response) => response.end(`${' '.repeat(100_000)}203.0.113.7`))
  await expect(long).rejects.toMatchObject({ code: 'caller-address-unknown' })
})
