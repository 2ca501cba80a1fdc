import type { CloudStatus } from '../cloud/control/cloud-status.js'
import type { LabStatus } from '../core/engine/status.js'
import type { Fact } from '../core/plan.js'
import { type Text, verbatim } from '../system/text.js'
import type { CloudJson } from '../ui/status/status-json.js'

/** Where a lab runs: its target and, on this computer, the local cloud. */
export function labLocation({ lab, target }: LabStatus, cloud: CloudStatus): readonly Fact[] {
  const local = target === null || target.kind === 'local'
  return [
    { name: { en: 'id', ko: 'ID' }, value: lab === null ? NOT_BEGUN : verbatim(lab) },
    { name: { en: 'target', ko: '대상' }, value: target === null ? NO_TARGET : targetText(target) },
    ...(local ? [{ name: { en: 'local cloud', ko: '로컬 클라우드' }, value: cloudText(cloud) }] : []),
    ...(local && cloud.kind === 'running'
      ? [{ name: { en: 'database', ko: '데이터베이스' }, value: databaseText(cloud) }]
      : []),
  ]
}

/** The same for a program; null: not on this computer. */
export function cloudJson({ target }: LabStatus, cloud: CloudStatus): CloudJson | null {
  if (target !== null && target.kind !== 'local') return null
  if (cloud.kind !== 'running') return { state: cloud.kind, database: null }
  return { state: cloud.kind, database: { engine: cloud.facts.database, state: cloud.database } }
}

export const DATABASES: Readonly<Record<'mariadb' | 'mysql' | 'embedded', Text>> = {
  mariadb: verbatim('MariaDB'),
  mysql: verbatim('MySQL'),
  embedded: {
    en: 'embedded server (supports only the workshop’s statements)',
    ko: '내장 서버(실습에 쓰는 구문만 처리)',
  },
}

/** What the database is, and what has become of it where it does not answer. */
export function databaseText({ facts, database }: Extract<CloudStatus, { kind: 'running' }>): Text {
  const { en, ko } = DATABASES[facts.database]
  switch (database) {
    case 'up':
      return { en, ko }
    case 'starting':
      return { en: `${en}: ended by itself, is being started again`, ko: `${ko}: 중단되어 다시 시작하는 중` }
    case 'down':
      return {
        en: `${en}: ended by itself and does not start again (\`lab cloud logs\`)`,
        ko: `${ko}: 중단된 뒤 다시 시작되지 않음(\`lab cloud logs\`)`,
      }
  }
}

export function cloudText(cloud: CloudStatus): Text {
  switch (cloud.kind) {
    case 'running': {
      const { endpoint, pid } = cloud.facts
      const short = cloud.endedForMemory === 0 ? { en: '', ko: '' } : lackOfMemory(cloud.endedForMemory)
      return {
        en: `running at ${endpoint} (process ${pid})${short.en}`,
        ko: `실행 중, ${endpoint} (프로세스 ${pid})${short.ko}`,
      }
    }
    case 'silent':
      return {
        en: `not responding, but its process ${cloud.pid} is running`,
        ko: `응답하지 않지만 프로세스 ${cloud.pid}은(는) 실행 중입니다`,
      }
    case 'stopped':
      return { en: 'stopped; it starts when it is needed', ko: '중지됨. 필요할 때 자동으로 시작합니다' }
    case 'absent':
      return {
        en: 'not created yet; it starts when it is needed',
        ko: '아직 없음. 필요할 때 자동으로 시작합니다',
      }
  }
}

const lackOfMemory = (ended: number): Text => ({
  en: `; since it started, the system has run out of memory and ended ${ended === 1 ? 'a process' : `${ended} processes`}`,
  ko: `, 시작한 뒤 시스템의 메모리 부족으로 프로세스 ${ended}개가 종료됨`,
})

const NOT_BEGUN: Text = { en: 'not started', ko: '시작 전' }
const NO_TARGET: Text = {
  en: 'not chosen yet (`--target local` by default)',
  ko: '아직 정하지 않음 (기본값 `--target local`)',
}

function targetText({ kind, region, account }: NonNullable<LabStatus['target']>): Text {
  const where = { en: { local: 'this computer', aws: 'AWS' }, ko: { local: '이 컴퓨터', aws: 'AWS' } }
  return {
    en: `${where.en[kind]}, ${region}, account ${account}`,
    ko: `${where.ko[kind]}, ${region}, 계정 ${account}`,
  }
}
