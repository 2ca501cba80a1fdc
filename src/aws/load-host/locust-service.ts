import type { Aws } from '../client/aws.js'
import { runOnInstance, tryOnInstance } from '../session-manager/commands.js'

/** The files that make Locust a service, put into one folder of the instance. */
export interface ServiceFile {
  readonly name: string
  readonly content: string
}

/** How Locust is started: processes, and its own options. */
export interface ServiceOptions {
  /** -1: one on each core. */
  readonly processes: number
  /** What its page offers; a swarm that the lab starts says its own. */
  readonly users: number
  readonly spawnRate: number
  /** All users together; null: as many as they can. */
  readonly requestsPerSecond: number | null
}

/** SSM does not set HOME everywhere. */
const FOLDER = '"${HOME:-/root}/serverless-load-lab"'
const END = 'END_OF_FILE_OF_THE_LAB'

/** Writes the files, installs Locust, and answers what the installation printed. Safe to run again. */
export async function installLocust(
  aws: Aws,
  instanceId: string,
  files: readonly ServiceFile[],
): Promise<string> {
  const lines = files.flatMap(({ name, content }) => [
    `cat >'${name}.new' <<'${END}'`,
    ...content.trimEnd().split('\n'),
    END,
    `mv '${name}.new' '${name}'`,
  ])
  return runOnInstance(aws, instanceId, {
    comment: 'install Locust',
    lines: ['set -eu', `mkdir -p ${FOLDER} && cd ${FOLDER}`, ...lines, 'bash install-locust.sh'],
    timeoutSeconds: 900,
  })
}

/** Runs with these options when it resolves; one that runs with them already is left alone. */
export async function startLocust(aws: Aws, instanceId: string, options: ServiceOptions): Promise<void> {
  await runOnInstance(aws, instanceId, {
    comment: 'start Locust',
    lines: [`cd ${FOLDER} && bash locust-service.sh start ${argumentsOf(options)}`],
    timeoutSeconds: 120,
  })
}

/** A Locust of its own for the next test: nothing is left of the one before. */
export async function restartLocust(aws: Aws, instanceId: string, options: ServiceOptions): Promise<void> {
  await runOnInstance(aws, instanceId, {
    comment: 'restart Locust',
    lines: [`cd ${FOLDER} && bash locust-service.sh restart ${argumentsOf(options)}`],
    timeoutSeconds: 120,
  })
}

export async function stopLocust(aws: Aws, instanceId: string): Promise<void> {
  await runOnInstance(aws, instanceId, {
    comment: 'stop Locust',
    lines: [`cd ${FOLDER} 2>/dev/null || exit 0`, 'bash locust-service.sh stop'],
    timeoutSeconds: 120,
  })
}

export async function locustStatus(aws: Aws, instanceId: string): Promise<'running' | 'stopped'> {
  const { exitCode } = await tryOnInstance(aws, instanceId, {
    comment: 'is Locust running?',
    lines: [`cd ${FOLDER} 2>/dev/null || exit 3`, 'bash locust-service.sh status'],
    timeoutSeconds: 60,
  })
  return exitCode === 0 ? 'running' : 'stopped'
}

function argumentsOf({ processes, users, spawnRate, requestsPerSecond }: ServiceOptions): string {
  return `${processes} --users ${users} --spawn-rate ${spawnRate} --requests-per-second ${requestsPerSecond ?? 0}`
}
