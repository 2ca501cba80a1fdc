import type { LabStatus } from '../../core/engine/status.js'
import type { Lang } from '../../system/text.js'
import type { Running } from '../../report/cost/running.js'
import { openToAllText } from './open-to-all.js'
import { runningJson } from './running-view.js'

/** The local cloud as a program is told of it. */
export interface CloudJson {
  readonly state: 'running' | 'silent' | 'stopped' | 'absent'
  /** Of the application, while the cloud runs; `starting`: also again, after it had ended by itself. */
  readonly database: {
    readonly engine: 'mariadb' | 'mysql' | 'embedded'
    readonly state: 'up' | 'starting' | 'down'
  } | null
}

/** `lab status --json`, schema 1: adding a field is safe, renaming one is not. `lab` and `target` are null before the first change,
 * `cloud` is where the lab is on AWS. */
export function statusJson(
  { lab, target, steps, rows, openToAll, next }: LabStatus,
  running: Running | null,
  cloud: CloudJson | null,
  lang: Lang,
) {
  return {
    schema: 1,
    lab,
    target:
      target === null
        ? null
        : { kind: target.kind, region: target.region, account: target.account, endpoint: target.endpoint },
    steps: steps.map(({ id, title, state, why, startedAt, finishedAt }) => ({
      id,
      title: title[lang],
      state,
      why: why?.[lang] ?? null,
      startedAt,
      finishedAt,
    })),
    resources: rows.map(({ key, type, id, owned, status, step }) => ({ key, type, id, owned, status, step })),
    warnings: openToAll.map((row) => ({
      code: 'open-to-all',
      resource: row.key,
      message: openToAllText(row)[lang],
    })),
    cloud,
    running: runningJson(running),
    next,
  }
}
