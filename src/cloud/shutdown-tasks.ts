/** What was started, to be stopped in the reverse order. */
export class ShutdownTasks {
  private readonly started: { readonly name: string; readonly stop: () => Promise<void> }[] = []

  add(name: string, stop: () => Promise<void>): void {
    this.started.push({ name, stop })
  }

  /** Stops everything; what fails to stop is logged, and does not keep the rest running. */
  async runAll(): Promise<void> {
    for (const { name, stop } of this.started.splice(0).toReversed()) {
      try {
        await stop()
      } catch (error) {
        console.error(`${name} did not stop cleanly:`, error)
      }
    }
  }
}
