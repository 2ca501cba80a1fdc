#!/usr/bin/env node
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { runInProcess } from './cli/run-in-process.js'
import { loadCourse } from './store/course.js'

// From dist/src/main.js: the package's own folder.
const root = fileURLToPath(new URL('../..', import.meta.url))
const { version }: { version: string } = JSON.parse(readFileSync(`${root}package.json`, 'utf8'))

process.exitCode = await runInProcess(process, {
  version,
  loadCourse: () => loadCourse(root),
  connect: async (request) => (await import('./cli/connect/connect.js')).connect(request),
})
