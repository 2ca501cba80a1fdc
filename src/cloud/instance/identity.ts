/** By which processes are known, however far they have forked from the command that started them. */
export interface ProcessIdentity {
  /** A variable in the environment of each of them. */
  readonly variables: Readonly<Record<string, string>>
  /** The same as `NAME=value`; no other process on the computer has it. */
  readonly mark: string
}

/** `nonce` is random for each instance: an id alone could be in somebody's shell. */
export function instanceIdentity(instanceId: string, nonce: string): ProcessIdentity {
  return identity('LOCAL_CLOUD_INSTANCE', `${instanceId}/${nonce}`)
}

/** Of what one command started, its services included. */
export function commandIdentity(commandId: string, nonce: string): ProcessIdentity {
  return identity('LOCAL_CLOUD_COMMAND', `${commandId}/${nonce}`)
}

function identity(name: string, value: string): ProcessIdentity {
  return { variables: { [name]: value }, mark: `${name}=${value}` }
}
