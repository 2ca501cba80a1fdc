import { createColors } from 'picocolors'
import type { Lang } from '../system/text.js'
import type { Layout } from './layout.js'
import { throughPager } from './pager.js'
import { printableJson } from './printable.js'

/** The process's streams, or a test's. */
export interface Streams {
  readonly stdin: NodeJS.ReadStream
  readonly stdout: NodeJS.WriteStream
  readonly stderr: NodeJS.WriteStream
}

export type EnvironmentVariables = Readonly<Record<string, string | undefined>>

/** stdout carries results and stderr the rest; each is judged for itself. */
export interface Screen {
  readonly lang: Lang
  readonly results: Surface
  readonly progress: Surface
  readonly streams: Streams
  /** Whether a question can be put to a person; apart from whether the output looks nice. */
  readonly mayPrompt: boolean
  /** Whether lines may be drawn over again. */
  readonly mayRedraw: boolean
}

export interface Surface {
  readonly isTerminal: boolean
  /** As wide as it is now. */
  layout(): Layout
  print(lines: readonly string[]): void
  /** A text to read: the same, but on a terminal that it does not fit on, through the person's pager. */
  read(lines: readonly string[]): Promise<void>
  /** For a program; but it may be a terminal that gets it. */
  printJson(value: object): void
}

export function openScreen(streams: Streams, env: EnvironmentVariables, lang: Lang): Screen {
  const { stdin, stdout, stderr } = streams
  const attended = isAttended(env)
  return {
    lang,
    results: surface(stdout, env, lang),
    progress: surface(stderr, env, lang),
    streams,
    mayPrompt: attended && stdin.isTTY && stdout.isTTY && stderr.isTTY,
    mayRedraw: attended && stderr.isTTY,
  }
}

function surface(stream: NodeJS.WriteStream, env: EnvironmentVariables, lang: Lang): Surface {
  const colors = createColors(mayColor(stream, env))
  const print = (lines: readonly string[]) => {
    if (lines.length > 0) stream.write(`${lines.join('\n')}\n`)
  }
  return {
    isTerminal: stream.isTTY,
    layout: () => ({ lang, colors, columns: stream.isTTY ? stream.columns : Infinity }),
    print,
    read: async (lines) => {
      // The last line is the shell's prompt, or the question that is asked again.
      const fits = !stream.isTTY || lines.length < stream.rows
      if (fits || !isAttended(env) || !(await throughPager(lines, env))) print(lines)
    },
    printJson: (value) => void stream.write(`${printableJson(value)}\n`),
  }
}

/** Whether a person may be there. */
const isAttended = (env: EnvironmentVariables): boolean => !isSet(env['CI']) && env['TERM'] !== 'dumb'

function mayColor(stream: NodeJS.WriteStream, env: EnvironmentVariables): boolean {
  if (isSet(env['NO_COLOR']) || env['TERM'] === 'dumb') return false
  return isSet(env['FORCE_COLOR']) ? env['FORCE_COLOR'] !== '0' : stream.isTTY
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== ''
}
