/** The machine of a load generator, as an engine's service needs it. `aws/` implements it. */
export interface GeneratorHost {
  /** Answers what it printed; throws with the end of its output where it failed. */
  run(command: HostCommand): Promise<string>
  /** Answers its exit code, whatever that is. */
  exitCodeOf(command: HostCommand): Promise<number>
}

export interface HostCommand {
  /** Up to 100 characters, for who looks at the machine's history of commands. */
  readonly comment: string
  /** Lines of one shell script. It may run twice, so it must be safe to. */
  readonly lines: readonly string[]
  readonly timeoutSeconds: number
}
