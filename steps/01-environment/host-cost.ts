import { LIFETIME_HOURS } from '../../src/aws/resources/ec2-instance/lifetime.js'
import type { Fact } from '../../src/core/plan.js'
import { instanceHourUsd, type PriceList } from '../../src/core/prices/price-list.js'
import type { Text } from '../../src/system/text.js'
import { DEFAULT_ENGINE } from '../../src/load/engines.js'
import { carriedBy } from '../../src/load/sizing.js'
import { instanceCost } from '../../src/report/cost/instance-cost.js'
import { count, dollars } from '../../src/report/numbers.js'
import type { HostKind } from './host-choice.js'

/** The price of an hour, what the lab comes to, and what it is at most if the machine is forgotten. */
export function hostCost(prices: PriceList, kind: HostKind, instanceType: string): Text {
  const hour = instanceCost(prices, instanceType)
  const end = ENDS[kind]
  const usd = instanceHourUsd(prices, instanceType)
  if (usd === null) return { en: `${hour.en} ${end.en}.`, ko: `${hour.ko} ${end.ko}.` }
  const address = prices.usd['public-ipv4-hour'] ?? 0
  const total = (hours: number) => dollars((usd + address) * hours)
  return {
    en: `${hour.en} The whole lab takes about an hour: ${total(1)} with its public address. ${end.en}: ${total(HOURS[kind])} ${MOST[kind].en}.`,
    ko: `${hour.ko} 실습 전체는 한 시간 정도이므로 퍼블릭 IP를 포함해 약 ${total(1)}입니다. ${end.ko}. ${MOST[kind].ko} ${total(HOURS[kind])}입니다.`,
  }
}

/** What it is good for; a rule of thumb, and said so. */
export function capacity(instanceType: string, vcpus: number): Fact {
  const requests = count(carriedBy(vcpus, DEFAULT_ENGINE.capacity))
  return {
    name: { en: 'Good for', ko: '처리 가능한 부하' },
    value: {
      en: `about ${requests} requests/s of all users together, as a rule of thumb (${instanceType}: ${vcpus} vCPUs)`,
      ko: `모든 사용자를 합쳐 초당 약 ${requests}건(${instanceType}: vCPU ${vcpus}개, 어림값)`,
    },
  }
}

const ENDS: Readonly<Record<HostKind, Text>> = {
  cloud9: {
    en: 'It stops by itself after two idle hours',
    ko: '두 시간 동안 사용하지 않으면 자동으로 중지됩니다',
  },
  ec2: {
    en: `It terminates itself after ${LIFETIME_HOURS} hours`,
    ko: `${LIFETIME_HOURS}시간 뒤 자동으로 종료됩니다`,
  },
}
const HOURS: Readonly<Record<HostKind, number>> = { cloud9: 3, ec2: LIFETIME_HOURS }
const MOST: Readonly<Record<HostKind, Text>> = {
  cloud9: { en: 'if it is forgotten after an hour', ko: '한 시간 사용하고 방치하면 약' },
  ec2: { en: 'at most', ko: '최대' },
}
