import type { Row } from '../../src/core/ledger.js'
import type { LabState } from '../../src/core/state.js'
import { WORKSHOP_NAMES } from '../../src/core/target.js'

/** A lab in the middle of its course; nothing in it is real. */
export const sampleState = (changes: Partial<LabState> = {}): LabState => ({
  schema: 1,
  lab: 'lab-0123456789ab',
  serial: 7,
  application: WORKSHOP_NAMES,
  target: {
    kind: 'local',
    region: 'ap-northeast-2',
    account: '123456789012',
    endpoint: 'http://127.0.0.1:4999',
  },
  steps: {
    environment: {
      state: 'done',
      startedAt: '2026-01-02T03:04:05.678Z',
      finishedAt: '2026-01-02T03:05:05.678Z',
    },
    'security-group': {
      state: 'failed',
      startedAt: '2026-01-02T03:06:05.678Z',
      finishedAt: '2026-01-02T03:07:05.678Z',
      why: { en: 'It did not answer.', ko: '응답하지 않았습니다.' },
    },
  },
  rows: [sampleRow()],
  records: { environment: { address: '127.9.0.1', versions: ['2.45', null, { deep: true }] } },
  ...changes,
})

export const sampleRow = (): Row => ({
  key: 'environment',
  type: 'cloud9-environment',
  step: 'environment',
  owned: true,
  token: 'lab-0123456789ab-environment-1',
  intent: { name: 'Locust', instanceType: 'c5.xlarge', lab: 'lab-0123456789ab' },
  details: {},
  since: '2026-01-02T03:04:06.000Z',
  status: 'created',
  id: 'env-1',
})
