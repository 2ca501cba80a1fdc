/** What an invoke URL is for. `path` begins with a slash, the stage left out, percent-encoded as sent. */
export interface Target {
  /** `{apiId}/{stage}`. */
  readonly stageKey: string
  readonly path: string
  readonly query: string
}

const PREFIX = '/execute-api/'

/** Takes a request's URL apart; null where it names no stage. Without regular expressions: it is done for every request. */
export function targetOf(url: string): Target | null {
  const mark = url.indexOf('?')
  const end = mark < 0 ? url.length : mark
  const query = mark < 0 ? '' : url.slice(mark + 1)
  const slash = url.indexOf('/', PREFIX.length)
  if (slash < 0 || slash > end) return null
  const next = url.indexOf('/', slash + 1)
  const stageEnd = next < 0 || next > end ? end : next
  return {
    stageKey: url.slice(PREFIX.length, stageEnd),
    path: stageEnd === end ? '/' : url.slice(stageEnd, end),
    query,
  }
}
