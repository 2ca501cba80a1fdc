/** What marks the processes of an instance or a command, however far they have forked from the command that started them. */
export interface ProcessMark {
  /** A variable in the environment of each of them. */
  readonly variables: Readonly<Record<string, string>>
  /** The same as `NAME=value`; no other process on the computer has it. */
  readonly variable: string
}

/** `nonce` is random for each instance: an id alone could be in somebody's shell. */
export function instanceMark(instanceId: string, nonce: string): ProcessMark {
  return markOf('LOCAL_CLOUD_INSTANCE', `${instanceId}/${nonce}`)
}

/** Of what one command started, its services included. */
export function commandMark(commandId: string, nonce: string): ProcessMark {
  return markOf('LOCAL_CLOUD_COMMAND', `${commandId}/${nonce}`)
}

function markOf(name: string, value: string): ProcessMark {
  return { variables: { [name]: value }, variable: `${name}=${value}` }
}
