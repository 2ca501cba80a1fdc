#!/usr/bin/env node
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { runCli } from './cli/cli.js'
import { watchSignals } from './cli/signals.js'
import { loadCourse } from './store/course.js'

// From dist/src/main.js: the package's own folder.
const root = fileURLToPath(new URL('../..', import.meta.url))
const { version }: { version: string } = JSON.parse(readFileSync(`${root}package.json`, 'utf8'))

// Prompts and task lists look at the environment for themselves.
if (process.argv.includes('--no-color')) process.env['NO_COLOR'] = '1'

process.exitCode = await runCli({
  argv: process.argv.slice(2),
  env: process.env,
  cwd: process.cwd(),
  streams: process,
  signal: watchSignals(process),
  version,
  loadCourse: () => loadCourse(root),
  connect: async (request) => (await import('./cli/connect/connect.js')).connect(request),
})
