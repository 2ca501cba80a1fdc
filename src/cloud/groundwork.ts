import type { CloudOptions } from './cloud.js'
import { runtimePackages } from './lambda/lambda.js'
import type { Database } from './mysql/database.js'
import { startDatabase } from './mysql/start.js'
import { findPython, type Python, pythonEnvironment } from './python/python.js'

/** What the services stand on. */
export interface Groundwork {
  readonly python: Python
  /** The Python that functions run with, their packages installed in it. */
  readonly functionsPython: string
  readonly database: Database
}

/** Finds a Python, makes the functions' environment and starts the database, the last two side by side. */
export async function groundwork({ settings, stoppers, report }: CloudOptions): Promise<Groundwork> {
  const python = await findPython()
  const [environment, database] = await Promise.allSettled([
    pythonEnvironment({ cacheDir: settings.cacheDir, python, packages: runtimePackages, report }),
    startDatabase({ settings, report }),
  ])
  if (database.status === 'fulfilled') stoppers.add('The database', () => database.value.stop())
  if (environment.status === 'rejected') throw environment.reason
  if (database.status === 'rejected') throw database.reason
  return { python, functionsPython: environment.value.python, database: database.value }
}
