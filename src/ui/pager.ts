import { spawn } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'

type Variables = Readonly<Record<string, string | undefined>>

/**
 * Shows a text through the person's pager, as git does: `PAGER`, which a shell reads, else `less`; where nothing else is set, `less` keeps
 * colors, ends by itself where all of it fits, and leaves it on the screen. Resolves with false where nothing was shown: `PAGER` is
 * empty or `cat`, or there is no such program.
 */
export async function throughPager(lines: readonly string[], env: Variables): Promise<boolean> {
  const pager = env['PAGER'] ?? 'less'
  if (pager === '' || pager === 'cat') return false
  const ctrlC = leaveCtrlCToIt()
  try {
    const { code, signal } = await run(pager, lines, env)
    if (signal === 'SIGINT') await ctrlC.heard()
    return code === null || !NOT_STARTED.has(code)
  } finally {
    ctrlC.takeBack()
  }
}

interface Ended {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
}

/** What a shell answers of a program that is not there, or is none. */
const NOT_STARTED: ReadonlySet<number> = new Set([126, 127])

function run(pager: string, lines: readonly string[], env: Variables): Promise<Ended> {
  const child = spawn('sh', ['-c', pager], {
    stdio: ['pipe', 'inherit', 'inherit'],
    env: { ...env, LESS: env['LESS'] ?? 'FRX', LV: env['LV'] ?? '-c' },
  })
  return new Promise((resolve) => {
    child.on('error', () => resolve({ code: 127, signal: null }))
    child.on('close', (code, signal) => resolve({ code, signal }))
    // Who has read enough leaves, and the rest of the text is not wanted.
    child.stdin.on('error', () => undefined)
    child.stdin.end(`${lines.join('\n')}\n`)
  })
}

/** The terminal tells both at once; what the pager has heard already must be about to be heard here. */
const MOST_LATE_MS = 1_000

/** Typed in a pager it ends a search, a scroll or the pager; it is not meant for the lab, which the terminal tells of it too. */
function leaveCtrlCToIt() {
  const others = process.listeners('SIGINT')
  const typed = new AbortController()
  const ignore = () => typed.abort()
  process.removeAllListeners('SIGINT')
  process.on('SIGINT', ignore)
  return {
    heard: (): Promise<unknown> =>
      sleep(MOST_LATE_MS, undefined, { signal: typed.signal }).catch(() => undefined),
    takeBack(): void {
      process.off('SIGINT', ignore)
      for (const other of others) process.on('SIGINT', other)
    },
  }
}
