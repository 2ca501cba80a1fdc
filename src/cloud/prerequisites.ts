import type { CloudOptions } from './cloud.js'
import { runtimePackages } from './lambda/lambda.js'
import type { Database } from './mysql/database.js'
import { startDatabase } from './mysql/start.js'
import { findPython, type Python, pythonEnvironment } from './python/python.js'

/** What the services stand on. */
export interface Prerequisites {
  readonly python: Python
  /** The executable that functions run with, their packages installed beside it. */
  readonly functionsPython: string
  readonly database: Database
}

/** Finds a Python and makes the functions' environment, and starts the database meanwhile. */
export async function startPrerequisites(options: CloudOptions): Promise<Prerequisites> {
  const [pythons, database] = await Promise.allSettled([pythonsFor(options), startDatabase(options)])
  if (database.status === 'fulfilled') options.shutdown.add('The database', () => database.value.stop())
  if (pythons.status === 'rejected') throw pythons.reason
  if (database.status === 'rejected') throw database.reason
  return { ...pythons.value, database: database.value }
}

async function pythonsFor({ settings, report }: CloudOptions): Promise<Omit<Prerequisites, 'database'>> {
  const python = await findPython()
  const { cacheDir } = settings
  const environment = await pythonEnvironment({ cacheDir, python, packages: runtimePackages, report })
  return { python, functionsPython: environment.python }
}
