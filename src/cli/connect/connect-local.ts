import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { cloudStatus } from '../../cloud/control/cloud-status.js'
import type { Lifetime } from '../../cloud/control/daemon.js'
import { cloudSilent } from '../../cloud/control/start-errors.js'
import { stopCloud } from '../../cloud/control/stop-cloud.js'
import { LabError } from '../../core/errors.js'
import type { Access } from '../../core/target.js'
import type { ConnectRequest } from '../cli-context.js'
import { clockTrouble } from './clock-trouble.js'
import { localAccess } from './local-access.js'
import { requireLoopback } from './require-loopback.js'
import { explainedStart, startCloud } from './start-cloud.js'

/** A target that answers. */
export interface Reached {
  readonly access: Access
  /** Called when the command ends. */
  readonly close: () => Promise<void>
}

/** The local cloud in the lab's folder, started where it does not run. */
export async function connectLocal(request: ConnectRequest): Promise<Reached> {
  await requireLoopback()
  const dir = join(request.dir, 'cloud')
  const found = await cloudStatus(dir)
  if (found.kind === 'running') {
    const trouble = clockTrouble(found)
    if (trouble !== null) request.ui.tell({ kind: 'warning', text: trouble })
    return { access: localAccess(found.facts), close: async () => {} }
  }
  if (found.kind === 'silent' && request.purpose !== 'change') throw explainedStart(cloudSilent(found.pid))
  if (found.kind === 'absent' && request.target !== null) throw cloudIsGone(dir)
  if (found.kind === 'absent' && request.purpose !== 'change') return throwaway(request)
  if (request.purpose === 'rehearse') throw cloudStopped()
  return { access: localAccess(await started(dir, request, 'until-stopped')), close: async () => {} }
}

/** Who only looks must leave no trace in the lab's folder: a cloud elsewhere, that ends with the command in whatever way that ends. */
async function throwaway(request: ConnectRequest): Promise<Reached> {
  const dir = await mkdtemp(join(tmpdir(), 'lab-look-'))
  const close = async () => {
    await stopCloud(dir)
    await rm(dir, { recursive: true, force: true })
  }
  try {
    return { access: localAccess(await started(dir, request, 'as-its-caller')), close }
  } catch (error) {
    await close()
    throw error
  }
}

const started = async (dir: string, { region, ui, signal }: ConnectRequest, lifetime: Lifetime) =>
  startCloud(dir, { region, delays: null, cloud9: null }, ui, signal, lifetime)

/** Starting it would write in the lab's folder. */
function cloudStopped(): LabError {
  return new LabError({
    code: 'cloud-stopped',
    what: {
      en: "This lab's local cloud is not running.",
      ko: '이 실습의 로컬 클라우드가 실행 중이 아닙니다.',
    },
    why: {
      en: 'A plan needs the current resources, but `--dry-run` starts nothing and writes nothing.',
      ko: '계획을 세우려면 현재 상태를 확인해야 하지만 `--dry-run`은 아무것도 시작하거나 쓰지 않습니다.',
    },
    next: {
      en: 'Type `lab cloud start`, then the same command.',
      ko: '`lab cloud start`를 실행한 뒤 같은 명령을 다시 실행하세요.',
    },
  })
}

function cloudIsGone(dir: string): LabError {
  return new LabError({
    code: 'cloud-gone',
    what: { en: "This lab's local cloud is gone.", ko: '이 실습의 로컬 클라우드가 사라졌습니다.' },
    why: {
      en: `Its folder ${dir} was deleted, and with it everything that the lab had created there.`,
      ko: `폴더 ${dir}이(가) 삭제되어 실습이 그곳에 만든 리소스도 함께 사라졌습니다.`,
    },
    next: {
      en: "Delete the lab's folder as well, then start over with `lab next`.",
      ko: '실습 폴더도 삭제한 다음 `lab next`로 처음부터 다시 시작하세요.',
    },
  })
}
