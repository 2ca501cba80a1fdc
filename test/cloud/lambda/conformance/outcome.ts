/** What came of an invoke, as far as two runtimes can agree on it. */
export interface Outcome {
  /** `failed`: the function raised or could not start; `ended`: its process did. */
  readonly kind: 'answered' | 'failed' | 'ended'
  readonly payload: string
  readonly log: string
}

/** Without what differs from one run to the next: folders, request ids, times, and frames of the runtimes themselves. */
export function comparable({ kind, payload, log }: Outcome, folder: string): Outcome {
  const plain = (text: string) =>
    text
      .replaceAll(folder, '/var/task')
      .replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'ID')
      .replaceAll(/line repeated \d+ more/g, 'line repeated N more')
      .replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3})?Z/g, 'TIME')
  return { kind, payload: plain(withoutOwnEntries(payload)), log: plain(withoutOwnFrames(log)) }
}

/** How Lambda says that a process has ended, from its exit code or signal. */
export function endPayload(code: number | null, signal: NodeJS.Signals | null): string {
  const why =
    signal !== null
      ? `Runtime exited with error: signal: ${signalNames[signal] ?? signal}`
      : code === 0
        ? 'Runtime exited without providing a reason'
        : `Runtime exited with error: exit status ${code}`
  return JSON.stringify({ errorType: 'Runtime.ExitError', errorMessage: `RequestId: ID Error: ${why}` })
}

const signalNames: Readonly<Partial<Record<NodeJS.Signals, string>>> = {
  SIGINT: 'interrupt',
  SIGKILL: 'killed',
  SIGTERM: 'terminated',
  SIGABRT: 'aborted',
  SIGSEGV: 'segmentation fault',
}

/** Frames of the runtimes: where Python itself prints how they came to call the function, and where they write its text. */
function withoutOwnFrames(log: string): string {
  return log
    .replaceAll(/^ {2}File "[^"]*(awslambdaric|lambda\/runtime|<frozen runpy>)[^"]*", .*\n( {4}.*\n)*/gm, '')
    .replaceAll(/(, )?" {2}File \\"[^"]*(awslambdaric|lambda\/runtime)[^"]*\\"([^"\\]|\\.)*"/g, '')
    .replaceAll(/\r\u00a0\u00a0File "[^"]*(awslambdaric|lambda\/runtime)[^"]*"[^\r]*\r[^\r\n]*/g, '')
}

function withoutOwnEntries(payload: string): string {
  if (!/awslambdaric|lambda\/runtime/.test(payload)) return payload
  const error: { stackTrace: string[] } = JSON.parse(payload)
  const stackTrace = error.stackTrace.filter((entry) => !/awslambdaric|lambda\/runtime/.test(entry))
  return JSON.stringify({ ...error, stackTrace })
}
