import { rowFaultText, type RowFault, type SheetCell } from '@shuniu/shared/imports'
import { judged } from './gathering.ts'
import { chunkCount, chunkOf, type ImportRow } from './imports.repo.ts'
import { kindWorks, wrongIn } from './kinds/index.ts'
import type { SheetRow } from './reading/index.ts'
import { faultsOf, isSound, readRows } from './rows.ts'
import { readSite } from './site.queries.ts'
import { gather, type ImportDeps } from './working.ts'
import { bytesOf, inert, newWorkbook, textSheet, warnedFill, wrongFill } from '../../platform/sheets/index.ts'
import { inTx } from '../../platform/db/index.ts'

const textOf = (cell: SheetCell): string =>
  cell === null ? '' : typeof cell === 'object' ? '#错误' : inert(String(cell))

const nothing = (): Promise<void> => Promise.resolve()

/** The chosen sheet again as xlsx: cells that are wrong in red with what to do, those of warnings in yellow, and a column that says it all. */
export async function markedFile(deps: ImportDeps, seen: ImportRow): Promise<Uint8Array> {
  const { database, secrets } = deps
  const site = await readSite(deps, seen)
  const known = await gather(deps, seen, { site, rest: nothing })
  const { headings = [], headingRow = 0, name = '' } = seen.sheets[seen.sheet] ?? {}
  const workbook = newWorkbook()
  const sheet = textSheet(workbook, name === '' ? '导入' : name, [...headings.map(inert), '错误说明'])
  const { register, fresh } = kindWorks[seen.kind]
  const count = await chunkCount(database, seen.id, seen.sheet)
  for (let nr = 0; nr < count; nr += 1) {
    const kept = await chunkOf(database, secrets, { importId: seen.id, sheet: seen.sheet, nr })
    const rows = readRows(kept, seen, known.site)
    const keys = rows.map(({ wanted }) => wanted.key)
    const standing = fresh ? undefined : await inTx(database, tx => register.standing(tx, keys))
    const faultsByRow = new Map(
      rows.map(row => {
        const found = judged(row, seen.kind, known)
        const lacks = standing !== undefined && isSound(found) && !standing.has(row.wanted.key)
        return [
          row.row,
          faultsOf(row.row, lacks ? [...found, wrongIn('code', 'area.unknown')] : found),
        ] as const
      }),
    )
    for (const row of kept) if (row.row > headingRow) mark(row, faultsByRow.get(row.row) ?? [])
  }
  return bytesOf(workbook)

  function mark({ cells }: SheetRow, faults: readonly RowFault[]): void {
    const texts = headings.map((_, at) => textOf(cells[at] ?? null))
    const added = sheet.addRow([...texts, faults.map(rowFaultText).join('；')])
    for (const fault of faults) {
      const at = fault.column === null ? headings.length : (seen.mapping[fault.column] ?? headings.length)
      const cell = added.getCell(at + 1)
      cell.fill = fault.isWarning ? warnedFill : wrongFill
      cell.note = rowFaultText(fault)
    }
  }
}
