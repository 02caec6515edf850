/** The value below which the given share of the values lies, by nearest rank; `NaN` for none. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  const rank = Math.max(1, Math.ceil(sorted.length * share))
  return sorted[rank - 1] ?? Number.NaN
}

export const median = (values: readonly number[]): number => percentile(values, 0.5)

/** What a row promises of the ratio ours ÷ bare, or of our own figure where there is nothing bare to compare with. */
export type Budget =
  | { readonly kind: 'ratioAtMost'; readonly most: number; readonly plus?: number }
  | { readonly kind: 'ratioAtLeast'; readonly least: number }
  | { readonly kind: 'oursAtMost'; readonly most: number }
  /** Told for the reader; nothing is promised. */
  | { readonly kind: 'none' }

/** One measured figure, in `unit`, beside its bare baseline. */
export interface Figure {
  readonly what: string
  readonly unit: string
  readonly ours: number
  readonly bare: number | undefined
  readonly budget: Budget
}

export const ratioOf = ({ ours, bare }: Figure): number | undefined =>
  bare === undefined || bare === 0 ? undefined : ours / bare

/** Whether a figure keeps its budget; undefined where none is promised. A figure that is no number keeps nothing. */
export function isWithin(line: Figure): boolean | undefined {
  const { budget, ours, bare } = line
  switch (budget.kind) {
    case 'ratioAtMost':
      return bare !== undefined && ours <= budget.most * bare + (budget.plus ?? 0)
    case 'ratioAtLeast':
      return bare !== undefined && ours >= budget.least * bare
    case 'oursAtMost':
      return ours <= budget.most
    case 'none':
      return undefined
    default:
      return budget satisfies never
  }
}

export function budgetText({ budget, unit }: Pick<Figure, 'budget' | 'unit'>): string {
  switch (budget.kind) {
    case 'ratioAtMost':
      return `≤ ${budget.most} ×${budget.plus === undefined ? '' : ` + ${budget.plus} ${unit}`}`
    case 'ratioAtLeast':
      return `≥ ${budget.least} ×`
    case 'oursAtMost':
      return `≤ ${budget.most} ${unit}`
    case 'none':
      return ''
    default:
      return budget satisfies never
  }
}
