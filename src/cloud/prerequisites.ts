import type { Text } from '../system/text.js'
import { runtimePackages } from './lambda/lambda.js'
import type { Database } from './mysql/database.js'
import { startDatabase } from './mysql/start.js'
import type { Settings } from './settings.js'
import type { ShutdownTasks } from './shutdown-tasks.js'
import { findPython, type Python, pythonEnvironment } from './python/python.js'

/** What the services stand on. */
export interface Prerequisites {
  readonly python: Python
  /** The executable that functions run with, their packages installed beside it. */
  readonly functionsPython: string
  readonly database: Database
}

export interface PrerequisiteOptions {
  readonly settings: Settings
  /** Receives, as it goes, how to stop what was started: also where the start fails half-way. */
  readonly shutdown: ShutdownTasks
  readonly report: (line: Text) => void
}

/** Finds a Python and makes the functions' environment, and starts the database meanwhile. */
export async function startPrerequisites(options: PrerequisiteOptions): Promise<Prerequisites> {
  const [pythons, database] = await Promise.allSettled([pythonsFor(options), startDatabase(options)])
  if (database.status === 'fulfilled') options.shutdown.add('The database', () => database.value.stop())
  if (pythons.status === 'rejected') throw pythons.reason
  if (database.status === 'rejected') throw database.reason
  return { ...pythons.value, database: database.value }
}

async function pythonsFor({
  settings,
  report,
}: PrerequisiteOptions): Promise<Omit<Prerequisites, 'database'>> {
  const python = await findPython()
  const { cacheDir } = settings
  const environment = await pythonEnvironment({ cacheDir, python, packages: runtimePackages, report })
  return { python, functionsPython: environment.python }
}
