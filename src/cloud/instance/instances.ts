/** The machines behind EC2: a folder, a Python environment and a loopback address each. EC2, Cloud9 and SSM call this. */
export interface Instances {
  /** Makes the folder and the Python environment; resolves when commands can run in it. Idempotent. */
  boot(instanceId: string): Promise<void>
  /** Ends every process that was started in it, by identity, and closes its ports; the folder stays. */
  halt(instanceId: string): Promise<void>
  /** `halt`, then removes the folder. */
  destroy(instanceId: string): Promise<void>
  /** Its public address on the loopback network: 127.9.x.y, or 127.0.0.1 where the system has only that. */
  addressOf(instanceId: string): string
  /** The ports that the rules in force open, and to whom. Called after every change of a rule; the gate follows it. */
  allow(instanceId: string, rules: readonly IngressRule[]): Promise<void>
  run(instanceId: string, command: InstanceCommand): Promise<CommandOutcome>
}

export interface IngressRule {
  readonly protocol: 'tcp' | 'udp' | 'icmp' | 'all'
  readonly fromPort: number
  readonly toPort: number
  readonly cidr: string
}

export interface InstanceCommand {
  readonly commandId: string
  readonly lines: readonly string[]
  readonly workingDirectory: string | null
  readonly timeoutSeconds: number
  readonly signal: AbortSignal
}

export interface CommandOutcome {
  readonly kind: 'exited' | 'timed-out' | 'cancelled'
  readonly exitCode: number
  /** The first 24,000 and 8,000 characters, as SSM keeps them. */
  readonly stdout: string
  readonly stderr: string
}
