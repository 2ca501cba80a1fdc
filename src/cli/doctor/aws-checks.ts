import type { Check } from './check.js'
import { ok } from './check.js'
import { lockCheck, stateCheck } from './lab-checks.js'
import { nodeCheck } from './runtime-checks.js'

/** What a lab on AWS needs, in the order in which it would be missed. `dir`: the lab's folder. */
export function awsChecks(dir: string): readonly Check[] {
  return [nodeCheck(process.versions.node), credentialsCheck, stateCheck(dir), lockCheck(dir)]
}

const credentialsCheck: Check = {
  id: 'credentials',
  name: { en: 'credentials', ko: '자격 증명' },
  run: async () => {
    const { connectAws } = await import('../../aws/connect.js')
    const { target } = await connectAws({ profile: null, region: null })
    return ok({
      en: `account ${target.account}, ${target.region}`,
      ko: `계정 ${target.account}, ${target.region}`,
    })
  },
}
