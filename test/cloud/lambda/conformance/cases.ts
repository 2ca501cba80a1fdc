/** One invoke that both runtimes get. Those of one `program` share an execution environment, in this order. */
export interface Case {
  readonly title: string
  readonly program: Program
  readonly event: unknown
  /** JSON in base64, as a caller sends it. */
  readonly clientContext?: string
}

/** A function: its files and its handler. */
export interface Program {
  readonly name: string
  readonly handler: string
  readonly runtime: 'python3.11' | 'python3.12'
  readonly files: Readonly<Record<string, string>>
  /** Ends its process, or never gets to serve an event. */
  readonly ends: boolean
  /** Logs in the JSON format, at the level DEBUG. */
  readonly jsonLogs: boolean
}

/** All cases, from the handlers' file and from programs that cannot be initialized. */
export function casesOf(handlers: string): readonly Case[] {
  const program = (name: string, runtime: Program['runtime'], ends: boolean, jsonLogs = false): Program => ({
    name,
    handler: 'handlers.lambda_handler',
    runtime,
    files: { 'handlers.py': handlers },
    ends,
    jsonLogs,
  })
  const names = [
    ...handlers.matchAll(/^def ((?:returns|raises|logs|context|environment|uses)_?\w*)\(event/gm),
  ].map(([, name]) => name ?? '')
  const readable = program('readable', 'python3.12', false)
  const escaped = program('escaped', 'python3.11', false)
  const structured = program('structured', 'python3.12', false, true)
  return [
    ...names.map((name) => ({ title: name, program: readable, event: { case: name } })),
    ...events.map((event) => ({
      title: `returns_echo of ${JSON.stringify(event).slice(0, 40)}`,
      program: readable,
      event: { case: 'returns_echo', event },
    })),
    ...['returns_korean', 'raises_korean', 'logs_print'].map((name) => ({
      title: `${name} before Python 3.12`,
      program: escaped,
      event: { case: name },
    })),
    ...names
      .filter((name) => /^(logs|raises)_/.test(name))
      .map((name) => ({
        title: `${name} in the JSON log format`,
        program: structured,
        event: { case: name },
      })),
    ...endings.map(([name, event]) => ({
      title: `${name} ${String(event)}`,
      program: program(`${name}-${String(event)}`.replaceAll('_', '-'), 'python3.12', true),
      event: { case: name, event },
    })),
    ...broken.map(([name, handler, source]) => ({
      title: `cannot start: ${name}`,
      program: {
        name,
        handler,
        runtime: 'python3.12' as const,
        files: { 'broken.py': source },
        ends: true,
        jsonLogs: name.endsWith('in-json'),
      },
      event: {},
    })),
    ...packaged.map((handler, at) => ({
      title: `handler ${handler}`,
      program: {
        name: `packaged-${at}`,
        handler,
        runtime: 'python3.12' as const,
        files: { 'package/module.py': 'def handle(event, context):\n    return __name__\n' },
        ends: false,
        jsonLogs: false,
      },
      event: {},
    })),
    {
      title: 'context_client with a client context',
      program: readable,
      event: { case: 'context_client' },
      clientContext: Buffer.from('{"custom":{"a":1},"client":{"app_title":"lab"},"env":{}}').toString(
        'base64',
      ),
    },
  ]
}

const events = [
  null,
  true,
  0.5,
  '',
  '한국어 \u2028 🚀',
  [],
  { nested: { deeply: [{ a: [1, 2, { b: null }] }] } },
  1e21,
  { '': '', __proto__x: 1 },
]

const endings: readonly (readonly [string, unknown])[] = [
  ['ends_with_code', 0],
  ['ends_with_code', 3],
  ['ends_with_text', null],
  ['ends_at_once', 0],
  ['ends_at_once', 9],
  ['ends_by_signal', 9],
  ['ends_by_signal', 15],
  ['ends_by_signal', 6],
  ['ends_by_signal', 11],
  ['ends_by_interrupt', null],
]

/** Name, handler, source of `broken.py`. */
const broken: readonly (readonly [string, string, string])[] = [
  ['missing-module', 'broken.handle', 'import not_there\n'],
  ['missing-name', 'broken.handle', 'from json import not_there\n'],
  ['syntax-error', 'broken.handle', 'def handle(event, context)\n    return 1\n'],
  ['indentation-error', 'broken.handle', 'def handle(event, context):\nreturn 1\n'],
  ['module-raises', 'broken.handle', 'def inner():\n    return 1 / 0\n\ninner()\n'],
  ['module-prints-and-raises', 'broken.handle', 'print("at first")\nraise ValueError("bad")\n'],
  ['no-handler', 'broken.absent', 'def handle(event, context):\n    return 1\n'],
  ['no-file', 'absent.handle', ''],
  ['no-dot', 'handle', ''],
  ['built-in', 'sys.handle', ''],
  ['module-raises-in-json', 'broken.handle', 'raise ValueError("bad")\n'],
  ['module-exits', 'broken.handle', 'import sys\nprint("leaving")\nsys.exit(4)\n'],
  ['module-exits-at-once', 'broken.handle', 'import os\nos._exit(0)\n'],
]

const packaged = ['package/module.handle', 'package.module.handle']
