// uPlot as the page's own script element defines it.
declare class uPlot {
  static join(tables: unknown[]): unknown[]
  static readonly paths: { stepped?: (options: { align: 1 | -1 }) => unknown }
  constructor(options: unknown, data: unknown, target: HTMLElement)
  readonly root: HTMLElement
  readonly width: number
  readonly height: number
  setSize(size: { width: number; height: number }): void
  destroy(): void
}
