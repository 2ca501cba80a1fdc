import type { Text } from '../../system/text.js'
import type { CostItem } from '../run/run.js'

/** What each line of the bill is called, in the order in which it stands there. */
export const ITEM_NAMES: Readonly<Record<CostItem['id'], Text>> = {
  'lambda-requests': { en: 'Lambda, requests', ko: 'Lambda 요청' },
  'lambda-duration': { en: 'Lambda, duration', ko: 'Lambda 실행 시간' },
  'provisioned-duration': {
    en: 'Lambda, duration in provisioned environments',
    ko: '프로비저닝된 환경의 Lambda 실행 시간',
  },
  'api-gateway': { en: 'API Gateway, requests', ko: 'API Gateway 요청' },
  'secrets-manager': { en: 'Secrets Manager, reads', ko: 'Secrets Manager 조회' },
  'cloudwatch-logs': { en: 'CloudWatch Logs', ko: 'CloudWatch Logs' },
  'provisioned-concurrency': { en: 'Provisioned concurrency', ko: '프로비저닝된 동시성' },
}

export const ITEM_IDS: readonly CostItem['id'][] = [
  'lambda-requests',
  'lambda-duration',
  'provisioned-duration',
  'api-gateway',
  'secrets-manager',
  'cloudwatch-logs',
  'provisioned-concurrency',
]
