import type { ImportChange } from '@shuniu/shared/imports'
import type { ColumnValues, StandingRow } from '../../platform/registers/index.ts'
import type { KindWork, WantedRow } from './kinds/index.ts'

/** What a row would do to the register. */
export type Effect =
  | { readonly is: 'fresh' }
  | { readonly is: 'changed'; readonly set: ColumnValues; readonly before: ColumnValues }
  | { readonly is: 'same' }

/** The columns in which what is wanted differs from what stands. */
export function effectOf({ columns }: WantedRow, standing: StandingRow | undefined): Effect {
  if (!standing) return { is: 'fresh' }
  const differing = Object.entries(columns).filter(
    ([column, value]) => JSON.stringify(value ?? null) !== JSON.stringify(standing.row[column] ?? null),
  )
  if (differing.length === 0) return { is: 'same' }
  return {
    is: 'changed',
    set: Object.fromEntries(differing),
    before: Object.fromEntries(differing.map(([column]) => [column, standing.row[column] ?? null])),
  }
}

function textOf(value: unknown): string | null {
  if (value === null || value === undefined) return null
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** How a change is shown: the columns that have a heading, as they were and become. */
export function toldChange(
  { row, wanted }: { readonly row: number; readonly wanted: WantedRow },
  effect: Effect,
  { told }: KindWork,
): ImportChange {
  const before: ColumnValues = effect.is === 'changed' ? effect.before : {}
  const set = effect.is === 'changed' ? effect.set : wanted.columns
  const columns = Object.entries(told)
    .filter(([column]) => column in set)
    .map(([column, key]) => ({ column: key, before: textOf(before[column]), after: textOf(set[column]) }))
  return { row, key: wanted.called ?? wanted.key, isNew: effect.is === 'fresh', columns }
}
