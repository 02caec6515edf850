import { importKind, type ImportKindName } from '@shuniu/shared/imports'
import { bytesOf, inert, newWorkbook, textSheet } from '../../../platform/sheets/index.ts'

/** An empty table of a kind: headings, a row that explains them, two examples. */
export async function templateOf(kind: ImportKindName): Promise<Uint8Array> {
  const { name, columns } = importKind(kind)
  const workbook = newWorkbook()
  const sheet = textSheet(
    workbook,
    name,
    columns.map(({ heading, isRequired }) => (isRequired ? `${heading}*` : heading)),
  )
  const explaining = sheet.addRow(columns.map(({ explain }) => inert(explain)))
  explaining.font = { italic: true, color: { argb: 'FF6B7280' } }
  for (const nth of [0, 1] as const) sheet.addRow(columns.map(({ examples }) => inert(examples[nth])))
  return bytesOf(workbook)
}
