import type { Text } from '../system/text.js'

/**
 * What a step, or a reset, is about to do, shown before anything changes. `exists`: there already, and not ours. `keep`: ours and
 * as it should be. `write`: a file in the lab's own folder, for which nobody is asked. `delete` and `restore` are a reset's.
 */
export interface PlanItem {
  readonly op: 'create' | 'change' | 'exists' | 'keep' | 'run' | 'write' | 'delete' | 'restore'
  readonly what: Text
}

export interface Plan {
  readonly items: readonly PlanItem[]
  readonly warnings: readonly Text[]
  /** What to look at before saying yes, such as the diff of a function's code. */
  readonly shows: readonly Shown[]
  /** What it will cost, as an estimate; null: nothing. */
  readonly cost: Text | null
}

/** Something for a person to look at, without saying how it is drawn. */
export type Shown =
  | { readonly kind: 'text'; readonly text: Text }
  | { readonly kind: 'log'; readonly title: Text; readonly lines: readonly string[] }
  | { readonly kind: 'facts'; readonly title: Text | null; readonly facts: readonly Fact[] }
  | {
      readonly kind: 'table'
      readonly title: Text | null
      readonly head: readonly Text[]
      readonly rows: readonly (readonly Text[])[]
    }
  | { readonly kind: 'diff'; readonly title: Text; readonly before: string; readonly after: string }
  /** Charts under each other on one axis of `seconds`. */
  | { readonly kind: 'chart'; readonly panels: readonly ChartPanel[]; readonly seconds: number }

/** Values over time, in equal steps. */
export interface ChartPanel {
  readonly name: Text
  /** How many lines of a terminal it takes. */
  readonly rows: number
  readonly values: readonly number[]
  /** A limit to draw over them, in such steps too; null: none. */
  readonly line: readonly number[] | null
}

export interface Fact {
  readonly name: Text
  readonly value: Text
}
