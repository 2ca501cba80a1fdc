import type { GeneratorHost } from '../../load/generator-host.js'
import type { Aws } from '../client/aws.js'
import { runOnInstance, tryOnInstance } from '../session-manager/commands.js'

/** An instance as a load engine's service needs it: commands through SSM. */
export const generatorHost = (aws: Aws, instanceId: string): GeneratorHost => ({
  run: (command) => runOnInstance(aws, instanceId, command),
  exitCodeOf: async (command) => (await tryOnInstance(aws, instanceId, command)).exitCode,
})
