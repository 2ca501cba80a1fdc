import { spawn } from 'node:child_process'

/**
 * Shows a text through the person's pager, as git does: `PAGER`, which a shell reads, else `less`; where nothing else is set, `less` keeps
 * colors, ends by itself where all of it fits, and leaves it on the screen. Resolves with false where nothing was shown: `PAGER` is
 * empty or `cat`, or there is no such program.
 */
export async function throughPager(
  lines: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Promise<boolean> {
  const pager = env['PAGER'] ?? 'less'
  if (pager === '' || pager === 'cat') return false
  const release = leaveCtrlCToIt()
  try {
    return !NOT_STARTED.has(await exitOf(pager, lines, env))
  } finally {
    release()
  }
}

/** What a shell answers of a program that is not there, or is none. */
const NOT_STARTED: ReadonlySet<number | null> = new Set([126, 127])

function exitOf(
  pager: string,
  lines: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Promise<number | null> {
  const child = spawn('sh', ['-c', pager], {
    stdio: ['pipe', 'inherit', 'inherit'],
    env: { ...env, LESS: env['LESS'] ?? 'FRX', LV: env['LV'] ?? '-c' },
  })
  return new Promise((resolve) => {
    child.on('error', () => resolve(127))
    child.on('close', resolve)
    // Who has read enough leaves, and the rest of the text is not wanted.
    child.stdin.on('error', () => undefined)
    child.stdin.end(`${lines.join('\n')}\n`)
  })
}

/** Typed in a pager it ends a search or a scroll; it is not meant for the lab, which the terminal tells of it too. */
function leaveCtrlCToIt(): () => void {
  const others = process.listeners('SIGINT')
  const ignore = () => undefined
  process.removeAllListeners('SIGINT')
  process.on('SIGINT', ignore)
  return () => {
    process.off('SIGINT', ignore)
    for (const other of others) process.on('SIGINT', other)
  }
}
