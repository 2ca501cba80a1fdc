import { LabError } from '../../core/errors.js'
import type { PriceList } from '../../core/prices/price-list.js'
import type { Access } from '../../core/target.js'
import { knownPrices } from '../prices/known-prices.js'
import type { ConnectRequest, OpenConnection } from '../cli-context.js'
import type { Reached } from './connect-local.js'

/** Reaches the target that the lab is bound to, or the one that a new lab is to have. */
export async function connect(request: ConnectRequest): Promise<OpenConnection> {
  const { access: reached, close } = await reach(request)
  const { target, names } = reached
  const prices = await pricesOf(reached, request.purpose)
  const access = { ...reached, names: { ...(request.application ?? names), ...request.names }, prices }
  if (request.region !== null && request.region !== target.region) {
    await close()
    throw otherRegion(target.region, request.region)
  }
  const { RESOURCES, sweep } = await import('../../aws/resources/registry.js')
  const place = { access, artifacts: request.store.artifacts, signal: request.signal }
  return {
    access,
    resources: RESOURCES,
    sweep: (labId) => sweep(place, labId),
    close,
  }
}

/** On AWS as AWS tells them where it may be asked; what only looks asks nobody. */
async function pricesOf(access: Access, purpose: ConnectRequest['purpose']): Promise<PriceList> {
  if (access.target.kind === 'local') return access.prices
  if (purpose !== 'change') return knownPrices(access.target.region)
  const { pricesForPlan } = await import('../prices/refresh-prices.js')
  return pricesForPlan(access)
}

async function reach(request: ConnectRequest): Promise<Reached> {
  if ((request.target?.kind ?? request.wanted) === 'local') {
    const { connectLocal } = await import('./connect-local.js')
    return connectLocal(request)
  }
  const { connectAws } = await import('../../aws/client/connect.js')
  const { profile, target } = request
  const access = await connectAws({ profile, region: request.region ?? target?.region ?? null })
  return { access, close: async () => {} }
}

function otherRegion(there: string, wanted: string): LabError {
  return new LabError({
    code: 'region-fixed',
    exit: 'usage',
    what: {
      en: `This lab's local cloud is in ${there}, not in ${wanted}.`,
      ko: `이 실습의 로컬 클라우드는 ${wanted}이(가) 아니라 ${there}에 있습니다.`,
    },
    why: {
      en: 'Its Region is chosen at its first start and does not change.',
      ko: '리전은 처음 시작할 때 정해지고 바뀌지 않습니다.',
    },
    next: {
      en: 'Leave out `--region`, or start another lab with `--dir`.',
      ko: '`--region`을 빼거나, `--dir`로 다른 실습을 시작하세요.',
    },
  })
}
