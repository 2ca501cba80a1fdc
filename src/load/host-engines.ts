import type { LoadSettings } from './driver.js'
import { DEFAULT_ENGINE, ENGINES, type EngineId } from './engines.js'
import type { LoadEngine } from './engine.js'
import type { GeneratorHost } from './generator-host.js'

/** The engine whose service runs on that machine; null: none does. All listen on one port, so it is one at most. */
export async function runningEngine(host: GeneratorHost): Promise<LoadEngine<EngineId> | null> {
  for (const engine of ENGINES) if ((await engine.service.status(host)) === 'running') return engine
  return null
}

/** Stops whatever engine's service runs on that machine, but for that of `kept`. */
export async function stopServices(host: GeneratorHost, kept: LoadEngine | null = null): Promise<void> {
  for (const engine of ENGINES) if (engine !== kept) await engine.service.stop(host)
}

/** Runs that engine's service anew, and no other: nothing is left of an earlier test. Installs it where a lab has not from the start. */
export async function restartService(
  host: GeneratorHost,
  engine: LoadEngine,
  load: LoadSettings,
): Promise<void> {
  await stopServices(host, engine)
  if (engine !== DEFAULT_ENGINE) await engine.service.install(host)
  await engine.service.restart(host, load)
}

/** Does any engine's service answer there? For proving that a port is closed as much as that it is open. */
export async function serviceAnswers(url: string, withinMs: number): Promise<boolean> {
  const answers = await Promise.all(ENGINES.map(({ service }) => service.answers(url, withinMs)))
  return answers.includes(true)
}
