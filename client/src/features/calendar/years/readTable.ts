import { addDays, isRealDay, weekdayOf, type Day, type YearTable } from '@shuniu/shared/calendar'

/** A day off, or a weekend day that is worked. */
export type NamedKind = 'off' | 'work'

export interface TableRow {
  readonly line: number
  readonly day: Day
  readonly kind: NamedKind
  readonly name: string
}

/** Why a line was not taken: its day or kind cannot be read, or says what a yearly table cannot say. */
export type LineFault = 'day' | 'unreal' | 'kind' | 'outside' | 'twice' | 'weekday'

export interface FaultyLine {
  readonly line: number
  readonly text: string
  readonly why: LineFault
}

export interface ReadTable {
  readonly rows: readonly TableRow[]
  readonly faults: readonly FaultyLine[]
}

const kindByWord: Readonly<Record<string, NamedKind>> = {
  休: 'off',
  放假: 'off',
  假: 'off',
  节假日: 'off',
  休息: 'off',
  假期: 'off',
  班: 'work',
  上班: 'work',
  补班: 'work',
  调休: 'work',
  调休上班: 'work',
  工作日: 'work',
}

/** Day 1 of Excel is 1900-01-01, and it believes that 1900 was a leap year. */
const excelEpoch = '1899-12-30'

/** A day as people and Excel write it: 2026-10-01, 2026/10/1, 2026年10月1日, 20261001, 46296. */
export function readDay(typed: string): Day | undefined {
  const text = typed.normalize('NFKC').trim().replace(/日$/, '')
  if (/^[2-9]\d{4}$/.test(text)) return addDays(excelEpoch, Number(text))
  const parts = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})(?:\s+0?0:00(?::00)?)?$/.exec(text)
  const [, year, month, day] = parts ?? /^(\d{4})(\d\d)(\d\d)$/.exec(text) ?? []
  if (year === undefined || month === undefined || day === undefined) return undefined
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
}

/** The cells of a line as it comes from a spreadsheet (tabs) or a CSV file (commas, Chinese ones too). */
function cellsOf(line: string): string[] {
  const cells = line.includes('\t') ? line.split('\t') : line.split(/[,，;；]/)
  return cells.map(cell =>
    cell
      .trim()
      .replace(/^"(.*)"$/, '$1')
      .trim(),
  )
}

interface TableColumns {
  readonly day: number
  readonly kind: number
  readonly name: number
}
const usualColumns: TableColumns = { day: 0, kind: 1, name: 2 }

/** Where a heading says that days, kinds and names stand; undefined for a line that is none. */
function columnsIn(cells: readonly string[]): TableColumns | undefined {
  const [day, kind] = [cells.indexOf('日期'), cells.findIndex(cell => /^(类别|类型|休\/班)$/.test(cell))]
  return day < 0 || kind < 0 ? undefined : { day, kind, name: cells.indexOf('名称') }
}

function readLine(
  cells: readonly string[],
  columns: TableColumns,
  year: number,
): Omit<TableRow, 'line'> | LineFault {
  const day = readDay(cells[columns.day] ?? '')
  const kind = kindByWord[cells[columns.kind] ?? '']
  if (day === undefined) return 'day'
  if (!isRealDay(day)) return 'unreal'
  if (kind === undefined) return 'kind'
  if (!day.startsWith(`${year}-`) && !day.startsWith(`${year - 1}-12-`)) return 'outside'
  if (kind === 'work' && weekdayOf(day) <= 5) return 'weekday'
  return { day, kind, name: cells[columns.name] ?? '' }
}

/** Where the table begins: below its heading, and so below its title; at the top where a day stands above any heading. */
function startOf(lines: readonly string[]): number {
  const heading = lines.findIndex(line => columnsIn(cellsOf(line)))
  const day = lines.findIndex(line => cellsOf(line).some(cell => readDay(cell) !== undefined))
  return heading < 0 || (day >= 0 && day < heading) ? 0 : heading + 1
}

/** A year's days off and days worked out of a pasted or picked table; each line is taken or told why not. */
export function readTable(text: string, year: number): ReadTable {
  const rows: TableRow[] = []
  const faults: FaultyLine[] = []
  const named = new Set<Day>()
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/)
  const columns = lines.map(cellsOf).map(columnsIn).find(Boolean) ?? usualColumns
  const first = startOf(lines)
  for (const [at, line] of lines.entries()) {
    const cells = cellsOf(line)
    if (at < first || columnsIn(cells) || cells.every(cell => cell === '')) continue
    const read = readLine(cells, columns, year)
    const why = typeof read === 'string' ? read : named.has(read.day) ? 'twice' : undefined
    if (why !== undefined) faults.push({ line: at + 1, text: line.trim(), why })
    else if (typeof read !== 'string') {
      named.add(read.day)
      rows.push({ line: at + 1, ...read })
    }
  }
  return { rows, faults }
}

/** The table that the lines say, as it is sent. */
export function yearTableOf(rows: readonly TableRow[], year: number, notice: string): YearTable {
  const daysOf = (kind: NamedKind) =>
    rows
      .filter(row => row.kind === kind)
      .map(({ day }) => day)
      .sort()
  const title = notice.trim()
  return {
    year,
    holidays: daysOf('off'),
    makeUpWorkdays: daysOf('work'),
    ...(title !== '' && { notice: title }),
  }
}

/** A table as lines that `readTable` reads: to be corrected, or imported again. */
export const tableText = ({ holidays, makeUpWorkdays }: YearTable): string =>
  [
    '日期,类别,名称',
    ...[...holidays.map(day => [day, '休'] as const), ...makeUpWorkdays.map(day => [day, '班'] as const)]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([day, kind]) => `${day},${kind},`),
  ].join('\n')
