import { applicationTemplate } from '../../aws/application/template.js'
import type { ExitName } from '../../core/errors.js'
import type { CommandCall } from '../command.js'

export async function run({ screen }: CommandCall): Promise<ExitName> {
  screen.results.print([(await applicationTemplate()).trimEnd()])
  return 'done'
}
