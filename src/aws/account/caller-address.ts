import { LabError } from '../../core/errors.js'
import type { Access } from '../../core/target.js'
import { wholeBody } from '../../system/whole-body.js'

/** The caller's own address as the target sees it, as a /32. */
export async function callerCidr(access: Access): Promise<string> {
  const answer = await fetch(access.callerAddressUrl, { signal: AbortSignal.timeout(10_000) })
    .then(async ({ body }) => new TextDecoder().decode(await wholeBody(body, LONGEST_ANSWER)))
    .catch(() => '')
  const address = answer.trim()
  if (!/^\d{1,3}(\.\d{1,3}){3}$/.test(address)) throw unknownAddress(access.callerAddressUrl)
  return `${address}/32`
}

/** An address and a line break: what is longer is none. */
const LONGEST_ANSWER = 1_000

function unknownAddress(url: string): LabError {
  return new LabError({
    code: 'caller-address-unknown',
    what: { en: 'Your public address could not be determined.', ko: '공인 IP 주소를 확인하지 못했습니다.' },
    why: { en: `${url} did not return an IPv4 address.`, ko: `${url}에서 IPv4 주소를 받지 못했습니다.` },
    next: {
      en: 'Name it yourself: `lab next --source 203.0.113.7/32`.',
      ko: '직접 지정하세요: `lab next --source 203.0.113.7/32`',
    },
  })
}
