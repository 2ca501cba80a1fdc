/** What `pageData` puts into the page. */
export interface Data {
  readonly lang: string
  readonly names: readonly Words[]
  readonly charts: readonly Chart[]
  readonly report: { readonly tests: readonly Test[]; readonly [name: string]: unknown }
  readonly extras: readonly Extras[]
}

export interface Words {
  readonly en: string
  readonly ko: string
}

export type Values = readonly (number | null)[]
export type Columns = Readonly<Record<string, Values>>

export interface Chart {
  readonly id: string
  readonly title: Words
  readonly unit: string
  readonly scale: string
  readonly lines: readonly Line[]
}

export interface Line {
  readonly label: Words
  readonly from: string
  readonly color: string
  readonly look: string
}

export interface Test {
  readonly id: string
  readonly client: { readonly series: Columns }
  readonly lambda: { readonly series: Columns }
}

export interface Extras {
  readonly lambdaPeriodSeconds: number
  readonly failureP50Ms: Values
  readonly predicted: Columns
}

/** As uPlot has it: times, values. */
export type Table = readonly [number[], (number | null)[]]
export type Sources = Readonly<Record<string, () => Table>>
