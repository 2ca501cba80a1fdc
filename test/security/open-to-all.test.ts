import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, expect, it } from 'vitest'
import type { Row } from '../../src/core/ledger.js'
import { labStore } from '../../src/cli/connect/lab-store.js'
import { sampleRow, sampleState } from '../core/samples.js'
import { lab } from '../e2e/lab-process.js'

let dir: string
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'lab-open-'))
  return async () => rm(dir, { recursive: true })
})

it('lab status warns of a rule that lets everyone in until it is gone, in both languages and in JSON', async () => {
  const shown = async (row: Row, ...args: string[]) => {
    await labStore(join(dir, '.lab')).save(sampleState({ rows: [row] }))
    return (await lab(join(dir, '.lab'), 'status', ...args)).stdout.replaceAll(/\s+/g, ' ')
  }
  for (const status of ['created', 'deleting'] as const) {
    const row = rule('0.0.0.0/0', status)
    expect(await shown(row)).toContain('open to everyone on the internet (sgr-1)')
    expect(await shown(row, '--lang', 'ko')).toContain('인터넷의 모두에게 열려 있습니다')
    expect(JSON.parse(await shown(row, '--json')).warnings).toMatchObject([{ code: 'open-to-all' }])
  }
  for (const row of [rule('0.0.0.0/0', 'gone'), rule('203.0.113.7/32', 'created')]) {
    expect(await shown(row)).not.toContain('everyone')
    expect(JSON.parse(await shown(row, '--json')).warnings).toEqual([])
  }
})

/** A lab's rule from that source, as its state has it. */
const rule = (cidr: string, status: 'created' | 'deleting' | 'gone'): Row => ({
  ...sampleRow(),
  key: 'ingress-rule',
  type: 'ingress-rule',
  step: 'security-group',
  intent: { securityGroupId: 'sg-1', port: 8089, cidr, lab: 'lab-0123456789ab' },
  status,
  id: 'sgr-1',
})
