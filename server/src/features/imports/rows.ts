import {
  importKind,
  isExplaining,
  type ImportColumn,
  type RowFault,
  type SheetCell,
} from '@shuniu/shared/imports'
import {
  kindWorks,
  wrongIn,
  type FoundFault,
  type RowValues,
  type CountySite,
  type WantedRow,
} from './kinds/index.ts'
import type { SheetRow } from './reading/index.ts'
import type { ImportRow } from './imports.repo.ts'

/** A row of the file as its kind reads it. */
export interface ReadRow {
  readonly row: number
  readonly values: RowValues
  readonly wanted: WantedRow
  readonly faults: readonly FoundFault[]
}

const sums = /^(合计|总计|小计|共计)/

/** Titles above, empty lines and sums between are no data. */
function isData(cells: readonly SheetCell[], mapped: readonly number[]): boolean {
  const own = mapped.map(at => cells[at] ?? null)
  return (
    own.some(cell => cell !== null) &&
    !cells.slice(0, 3).some(cell => typeof cell === 'string' && sums.test(cell.trim()))
  )
}

function valuesOf(
  cells: readonly SheetCell[],
  { mapping }: Pick<ImportRow, 'mapping'>,
  columns: readonly ImportColumn[],
): { readonly values: RowValues; readonly faults: FoundFault[] } {
  const values: Record<string, string | number> = {}
  const faults: FoundFault[] = []
  for (const { key, read, isRequired } of columns) {
    const at = mapping[key]
    const reading = read(at === undefined ? null : (cells[at] ?? null))
    if (reading.is === 'value') values[key] = reading.value
    else if (reading.is === 'wrong') faults.push(wrongIn(key, reading.code))
    else if (isRequired) faults.push(wrongIn(key, 'cell.missing'))
  }
  return { values, faults }
}

/** Reads rows of the chosen sheet; headings, what stands above them, the explaining row and sums are passed over. */
export function readRows(rows: readonly SheetRow[], seen: ImportRow, site: CountySite): ReadRow[] {
  const { columns } = importKind(seen.kind)
  const headingRow = seen.sheets[seen.sheet]?.headingRow ?? 0
  const mapped = Object.values(seen.mapping)
  return rows.flatMap(({ row, cells }) => {
    if (row <= headingRow || !isData(cells, mapped)) return []
    if (row <= headingRow + 2 && isExplaining(cells, seen.mapping, columns)) return []
    const { values, faults } = valuesOf(cells, seen, columns)
    const wanted = kindWorks[seen.kind].want(values, site)
    // What a column that could not be read would have said is no fault of its own.
    const known = new Set(faults.map(({ column }) => column))
    const further = wanted.faults.filter(({ column }) => !known.has(column))
    return [{ row, values, wanted, faults: [...faults, ...further] }]
  })
}

export const isSound = (faults: readonly FoundFault[]): boolean => faults.every(({ isWarning }) => isWarning)

export const faultsOf = (row: number, found: readonly FoundFault[]): RowFault[] =>
  found.map(one => ({ row, ...one }))
