import type { Permission } from '../identity/index.ts'
import type { CellOutcome, SheetCell } from './cells.ts'

/** A column of a kind of import. */
export interface ImportColumn {
  readonly key: string
  /** As the template heads it. */
  readonly heading: string
  /** What else counties call it. */
  readonly synonyms: readonly string[]
  readonly isRequired: boolean
  readonly read: (cell: SheetCell) => CellOutcome
  /** The second row of the template. */
  readonly explain: string
  readonly examples: readonly [string, string]
}

/** What is imported by one way of reading a file. */
export interface ImportKind {
  readonly name: string
  readonly about: string
  /** `table`: rows of a sheet · `outline`: features of a map file. */
  readonly of: 'table' | 'outline'
  /** The right that whoever imports it has, beside that of importing: one administration does not do another's work. */
  readonly needs: Permission
  /** Brought by a township for itself too; else by the county alone. */
  readonly isTownships?: true
  readonly columns: readonly ImportColumn[]
}

/** Letters that tell one heading from another: no blanks, brackets, stars or remarks. */
export const headingCore = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[((【[].*?[))】\]]/g, '')
    .replaceAll(/[\s*:：_"'.·、-]/g, '')

/** Which column a heading means: by its name, by what was chosen for it before, by a synonym. */
export function columnOf(
  heading: string,
  columns: readonly ImportColumn[],
  remembered: Readonly<Record<string, string>> = {},
): ImportColumn | undefined {
  const core = headingCore(heading)
  if (core === '') return undefined
  const chosen = remembered[core]
  if (chosen !== undefined) return columns.find(({ key }) => key === chosen)
  const isNamed = ({ heading: own, key }: ImportColumn) =>
    headingCore(own) === core || headingCore(key) === core
  return (
    columns.find(isNamed) ?? columns.find(({ synonyms }) => synonyms.some(word => headingCore(word) === core))
  )
}

/** Which cell of a row each column is read from, by its key; a column that the file lacks has none. */
export type ColumnMapping = Readonly<Record<string, number>>

/** The mapping that the headings suggest: each column the first heading that means it. */
export function proposeMapping(
  headings: readonly string[],
  columns: readonly ImportColumn[],
  remembered: Readonly<Record<string, string>> = {},
): ColumnMapping {
  const mapping: Record<string, number> = {}
  headings.forEach((heading, at) => {
    const column = columnOf(heading, columns, remembered)
    if (column && mapping[column.key] === undefined) mapping[column.key] = at
  })
  return mapping
}

/** Headings stand in the first rows of a sheet, under titles, notes and merged heads. */
export const headingRowsSought = 20

const textOf = (cell: SheetCell | undefined): string =>
  typeof cell === 'string' || typeof cell === 'number' ? String(cell).trim() : ''

/** The row of headings as found in the first rows of a sheet. */
export interface FoundHeadings {
  /** Counted from 0 in the rows given. */
  readonly at: number
  readonly headings: readonly string[]
}

/**
 * The row whose cells, or the merged cells above the empty ones among them, name most columns; the first such row where
 * none names any. Of rows alike the upper one.
 */
export function findHeadings(
  rows: readonly (readonly SheetCell[])[],
  columns: readonly ImportColumn[],
  remembered: Readonly<Record<string, string>> = {},
): FoundHeadings | undefined {
  let best: (FoundHeadings & { score: number }) | undefined
  rows.slice(0, headingRowsSought).forEach((row, at) => {
    const above = rows[at - 1] ?? []
    const own = row.map(textOf)
    if (own.every(text => text === '')) return
    const wide = Math.max(own.length, above.length)
    const headings = Array.from({ length: wide }, (_, i) => own[i] || textOf(above[i]))
    const score = Object.keys(proposeMapping(headings, columns, remembered)).length
    if (best === undefined || score > best.score) best = { at, headings, score }
  })
  return best && { at: best.at, headings: best.headings }
}

/** Whether the row below the headings explains them instead of holding data: it repeats words of the template's second row. */
export function isExplaining(
  row: readonly SheetCell[],
  mapping: ColumnMapping,
  columns: readonly ImportColumn[],
): boolean {
  const texts = columns.flatMap(({ key, explain }) => {
    const at = mapping[key]
    const text = at === undefined ? '' : textOf(row[at])
    return text === '' ? [] : [{ text, explain }]
  })
  const isHint = ({ text, explain }: { text: string; explain: string }) =>
    text === explain || /^(必填|选填|说明|填写|示例|例如|例：|如[:：]|格式)/.test(text)
  return texts.length > 0 && texts.filter(isHint).length * 2 >= texts.length
}
