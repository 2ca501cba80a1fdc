import { clockSkewSeconds } from '../../../aws/account/clock.js'
import { zones } from '../../../aws/account/network.js'
import { verbatim } from '../../../system/text.js'
import { type DoctorCheck, ok } from '../check.js'
import type { Account } from './account.js'
import { NO_CREDENTIALS, withPrerequisite } from './prerequisite.js'

export function credentialsCheck({ signedIn }: Account): DoctorCheck {
  return {
    id: 'credentials',
    name: { en: 'credentials', ko: '자격 증명' },
    run: async () => {
      const { account, arn } = await signedIn()
      return ok({ en: `account ${account}, ${arn}`, ko: `계정 ${account}, ${arn}` })
    },
  }
}

export function regionCheck({ aws, signedIn }: Account): DoctorCheck {
  const { region } = aws.access.target
  return {
    id: 'region',
    name: { en: 'Region', ko: '리전' },
    run: () =>
      withPrerequisite(signedIn, NO_CREDENTIALS, async () => {
        const there = await zones(aws)
        if (there.length > 0)
          return ok({
            en: `${region} (${there.length} Availability Zones)`,
            ko: `${region} (가용 영역 ${there.length}개)`,
          })
        return {
          kind: 'failed',
          detail: {
            en: `${region} offers this account no Availability Zones.`,
            ko: `이 계정은 ${region}을(를) 쓸 수 없습니다.`,
          },
          fix: {
            en: 'Enable the Region in the console (Account, AWS Regions), or name another with `--region`.',
            ko: '콘솔의 계정 > AWS 리전에서 리전을 활성화하거나 `--region`으로 다른 리전을 지정하세요.',
          },
        }
      }),
  }
}

/** Seconds; AWS refuses a signature that is older than five minutes. */
const REFUSED_AT = 300
const DOUBTFUL_AT = 60

export function clockCheck({ aws }: Account): DoctorCheck {
  return {
    id: 'clock',
    name: { en: 'clock', ko: '시스템 시각' },
    run: async () => {
      const skew = await clockSkewSeconds(aws.access).catch((thrown: unknown) => thrown)
      if (typeof skew !== 'number') return unreachable(skew)
      const seconds = Math.abs(Math.round(skew))
      if (seconds < DOUBTFUL_AT) return ok({ en: 'correct', ko: '정확합니다' })
      const way = skew > 0 ? { en: 'ahead', ko: '빠릅니다' } : { en: 'behind', ko: '느립니다' }
      return {
        kind: seconds < REFUSED_AT ? 'warning' : 'failed',
        detail: {
          en: `It is ${seconds} s ${way.en}; AWS refuses calls from a clock that is off by 300 s or more.`,
          ko: `${seconds}초 ${way.ko}. 300초 이상 어긋나면 AWS가 호출을 거부합니다.`,
        },
        fix: {
          en: 'Synchronize it: `sudo timedatectl set-ntp true`, on macOS `sudo sntp -sS time.apple.com`.',
          ko: '네트워크 시각으로 맞추세요: `sudo timedatectl set-ntp true`, macOS에서는 `sudo sntp -sS time.apple.com`',
        },
      }
    },
  }
}

const unreachable = (thrown: unknown) =>
  ({
    kind: 'failed',
    detail: verbatim(thrown instanceof Error ? causeOf(thrown) : String(thrown)),
    fix: {
      en: 'AWS cannot be reached: check the network connection (a proxy, a VPN).',
      ko: 'AWS에 연결할 수 없습니다. 네트워크 연결(프록시, VPN)을 확인하세요.',
    },
  }) as const

const causeOf = ({ cause, message }: Error): string =>
  cause instanceof Error && cause.message !== '' ? cause.message : message
