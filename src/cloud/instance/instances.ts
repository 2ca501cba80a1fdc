/** The machines behind EC2: a folder, a Python environment and a loopback address each. EC2, Cloud9 and SSM call this. */
export interface Instances {
  /** Makes the folder and the Python environment; resolves when commands can run in it. Idempotent. */
  boot(instanceId: string): Promise<void>
  /** Ends every process that was started in it, by identity, closes its ports and gives up its address; the folder stays. */
  halt(instanceId: string): Promise<void>
  /** `halt`, then removes the folder. */
  destroy(instanceId: string): Promise<void>
  /** The public address of a booted one on the loopback network: 127.9.x.y, or 127.0.0.1 where the system has only that. */
  addressOf(instanceId: string): string
  /**
   * The ports that the rules in force open, and to whom. Called after every change of a rule; the forwarding follows it.
   * Throws PortInUse where another program has the port.
   */
  allow(instanceId: string, rules: readonly IngressRule[]): Promise<void>
  run(instanceId: string, command: InstanceCommand): Promise<CommandOutcome>
  /** Ends what is left of a command that an earlier run of the cloud was killed in. What finished commands left stays: services. */
  endCommand(instanceId: string, commandId: string): Promise<void>
  /** Ends the processes and removes the folders of all other instances: what a killed cloud did not get to. */
  keepOnly(instanceIds: readonly string[]): Promise<void>
  /** The cloud stops: ends every process and closes every port. Folders and addresses stay for its next start. */
  stop(): Promise<void>
}

export interface IngressRule {
  readonly protocol: 'tcp' | 'udp' | 'icmp' | 'all'
  readonly fromPort: number
  readonly toPort: number
  readonly cidr: string
}

/** Another program on this computer listens where the instance's port would be opened. */
export class PortInUse extends Error {
  readonly address: string
  readonly port: number

  constructor(address: string, port: number) {
    super(`Port ${port} of ${address} is in use by another program on this computer.`)
    this.name = 'PortInUse'
    this.address = address
    this.port = port
  }
}

export interface InstanceCommand {
  readonly commandId: string
  readonly lines: readonly string[]
  readonly workingDirectory: string | null
  readonly timeoutSeconds: number
}

export interface CommandOutcome {
  readonly kind: 'exited' | 'timed-out'
  readonly exitCode: number
  /** The first 24,000 and 8,000 characters, as SSM keeps them. */
  readonly stdout: string
  readonly stderr: string
}
