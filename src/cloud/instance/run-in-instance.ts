import { mkdir, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { pipSettings, type Python } from '../python/python.js'
import type { Settings } from '../settings.js'
import { commandVariables } from './command-variables.js'
import type { InstanceFacts, InstanceFolder } from './instance-folder.js'
import type { CommandOutcome, InstanceCommand } from './instances.js'
import { runCommand } from './run-command.js'

export interface InstanceOnDisk {
  readonly instanceId: string
  readonly folder: InstanceFolder
  readonly facts: InstanceFacts
  readonly python: Python
  readonly pageSocket: string
  readonly settings: Settings
}

/** Runs a command's lines as one bash script on an instance, in its home unless another directory is asked for. */
export async function runInInstance(
  instance: InstanceOnDisk,
  command: InstanceCommand,
): Promise<CommandOutcome> {
  const { folder } = instance
  const place = join(folder.commands, command.commandId)
  await mkdir(place, { recursive: true, mode: 0o700 })
  const script = join(place, 'script.sh')
  await writeFile(script, `${command.lines.join('\n')}\n`, { mode: 0o600 })
  return runCommand({
    script,
    directory: resolve(folder.home, command.workingDirectory ?? '.'),
    variables: commandVariables({
      ...instance,
      commandId: command.commandId,
      pip: await pipSettings(instance.python.base, instance.settings.cacheDir),
    }),
    timeoutSeconds: command.timeoutSeconds,
  })
}
