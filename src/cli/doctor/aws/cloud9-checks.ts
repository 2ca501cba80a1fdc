import { hasCloud9Profile } from '../../../aws/account/cloud9.js'
import { CLOUD9_PROFILE } from '../../../aws/resources/iam-instance-profile/profiles-wanted.js'
import { type DoctorCheck, ok } from '../check.js'
import type { Account } from './account.js'
import { NO_CREDENTIALS, withPrerequisite } from './prerequisite.js'

export function cloud9Check({ signedIn, cloud9 }: Account): DoctorCheck {
  return {
    id: 'cloud9',
    name: { en: 'Cloud9', ko: 'Cloud9' },
    run: () =>
      withPrerequisite(signedIn, NO_CREDENTIALS, async () =>
        (await cloud9()) === 'open'
          ? ok({ en: 'available to this account', ko: '이 계정에서 사용할 수 있습니다' })
          : ok({
              en: 'not available to this account (AWS closed it to new customers in July 2024): a plain EC2 instance takes its place',
              ko: '이 계정에서는 사용할 수 없습니다(AWS는 2024년 7월부터 신규 고객에게 Cloud9을 제공하지 않습니다). 일반 EC2 인스턴스를 대신 사용합니다',
            }),
      ),
  }
}

export function profileCheck({ aws, signedIn, cloud9 }: Account): DoctorCheck {
  return {
    id: 'instance-profile',
    name: { en: 'instance profile', ko: '인스턴스 프로파일' },
    run: () =>
      withPrerequisite(signedIn, NO_CREDENTIALS, async () => {
        if ((await cloud9()) === 'closed')
          return ok({ en: 'the lab creates its own', ko: '실습에서 직접 만듭니다' })
        const isThere = await hasCloud9Profile(aws)
        return ok(
          isThere
            ? `${CLOUD9_PROFILE.name} (${CLOUD9_PROFILE.role})`
            : {
                en: `${CLOUD9_PROFILE.name} does not exist yet: the step \`environment\` creates it`,
                ko: `${CLOUD9_PROFILE.name}이(가) 아직 없습니다. \`environment\` 단계에서 만듭니다`,
              },
        )
      }),
  }
}
