import type { Day } from '@shuniu/shared/calendar'
import type { RowFault } from '@shuniu/shared/imports'
import type { Instant } from '@shuniu/shared/kernel'
import type { Tx } from '../../../platform/db/index.ts'
import type { NamedUnit } from '../../centres/index.ts'
import type { KeptAccount } from '../../identity/index.ts'
import type { StaffRoster } from '../../staffing/index.ts'
import type { ColumnValues, RowRegister } from '../../../platform/registers/index.ts'

/** The values of a row by column; a blank cell has none. */
export type RowValues = Readonly<Record<string, string | number>>

/** A fault before it is known in which row it stands. */
export type FoundFault = Pick<RowFault, 'column' | 'code' | 'detail' | 'isWarning'>

/** What a row asks for: the key of what it names, and its columns as they are to be. */
export interface WantedRow {
  readonly key: string
  /** How people call it, where its key says nothing to them. */
  readonly called?: string
  readonly columns: ColumnValues
  readonly faults: readonly FoundFault[]
}

/** The county as it stands while a file is looked at, and what the whole file names. */
export interface CountySite {
  /** Six digits; undefined while neither the county nor a row of the file says them. */
  readonly countyCode: string | undefined
  /** Rows must lie in it; empty for the whole county. */
  readonly scope: string
  readonly areaNames: ReadonlyMap<string, string>
  /** Codes that acts have ended, with what stands in their place today; empty where nothing does. */
  readonly endedCodes: ReadonlyMap<string, string>
  /** The units of a name, of those in `scope`; the centre of a division. */
  readonly unitsNamed: ReadonlyMap<string, readonly NamedUnit[]>
  readonly centresAt: ReadonlyMap<string, NamedUnit>
  /** Persons and appointments, while rows of these are read. */
  readonly roster: StaffRoster
  readonly today: Day
  /** By how an account reads at a glance: its name. */
  readonly accountsAlike: ReadonlyMap<string, string>
  /** The accounts that this table may not change, and why. */
  readonly keptAccounts: ReadonlyMap<string, KeptAccount>
  /** The box around the county’s own outline, in degrees: west, south, east, north; undefined while it is not known. */
  readonly bounds: readonly [number, number, number, number] | undefined
  /** The system of a map file’s coordinates. */
  readonly system: string
  /** The codes of a name. */
  readonly codesNamed: ReadonlyMap<string, readonly string[]>
  /** Keys of the file's rows that hold what they need. */
  readonly fileKeys: ReadonlySet<string>
}

/** A row of the file with what it asks for. */
export interface KeyedRow {
  readonly wanted: WantedRow
  readonly values: RowValues
}

/** By whom, when and from which file rows are written. */
export interface Writing {
  readonly by: string
  readonly at: Instant
  readonly fileName: string
  readonly seal: (plain: string) => string
}

type FaultsByKey = ReadonlyMap<string, readonly FoundFault[]>

/** How rows of a kind are judged beside one another and what stands. */
export interface JudgingTogether {
  /** The sound rows of a whole file, the first of each key, in their order. */
  judge(rows: readonly KeyedRow[], site: CountySite): FaultsByKey
  /** Whoever else changes what rows are judged by waits until the transaction ends. */
  hold(tx: Tx): Promise<unknown>
  /** Rows that are about to be written, beside what stands now. */
  judgeNow(
    tx: Tx,
    rows: readonly KeyedRow[],
    whole: { readonly site: CountySite; readonly rowsByKey: ReadonlyMap<string, KeyedRow> },
  ): Promise<FaultsByKey>
  /** The keys of rows that cannot be as they were: what came later has their place. */
  takenSince(
    tx: Tx,
    back: { readonly added: readonly string[]; readonly restored: readonly RestoredRow[] },
    today: Day,
  ): Promise<readonly string[]>
}

/** A row that stands, and its columns as they were. */
export interface RestoredRow {
  readonly key: string
  readonly row: ColumnValues
  readonly before: ColumnValues
}

/** What an import of a kind does with a row. */
export interface KindWork {
  readonly register: RowRegister
  /** The key and the columns of a row, from its own cells alone. */
  want(values: RowValues, site: CountySite): WantedRow
  /** What is wrong with it beside the county and the rest of the file; asked after every row has been seen. */
  judge(wanted: WantedRow, values: RowValues, site: CountySite): readonly FoundFault[]
  /** Where rows are right or wrong beside one another; absent where each is judged alone. */
  readonly among?: JudgingTogether
  /** What a row that does not stand yet is made of beyond its columns; undefined where none is added. */
  readonly fresh: ((row: KeyedRow, writing: Writing) => ColumnValues) | undefined
  /** What is written with a row that changes, whatever changes of it. */
  changing?(writing: Writing): ColumnValues
  /** How people call rows that stand, where their keys say nothing to them. */
  callings?(tx: Tx, keys: readonly string[]): Promise<ReadonlyMap<string, string>>
  /** Columns that are told of a change, by their headings' keys. */
  readonly told: Readonly<Record<string, string>>
}

export const wrongIn = (
  column: string | null,
  code: string,
  detail: FoundFault['detail'] = {},
): FoundFault => ({
  column,
  code,
  detail,
  isWarning: false,
})

/** The value of a column as text; empty where the cell was blank. */
export const textIn = (values: RowValues, key: string): string => String(values[key] ?? '')

/** What a code cannot be in this county; whether it is in the register is another question. */
export function misplaced(code: string, column: string, { countyCode, scope }: CountySite): FoundFault[] {
  if (countyCode !== undefined && !code.startsWith(countyCode)) {
    return [wrongIn(column, 'area.otherCounty', { county: countyCode })]
  }
  return code.startsWith(scope) ? [] : [wrongIn(column, 'area.notYours')]
}

/** What was merged, split or given another code does not come back by a file of before. Source: domain.md §2.9. */
export function ended(code: string, column: string, { endedCodes }: CountySite): FoundFault[] {
  const now = endedCodes.get(code)
  return now === undefined ? [] : [wrongIn(column, 'area.ended', { now: now === '' ? '（无）' : now })]
}

/** As `misplaced`, for a code that the register must have. */
export function notInRegister(code: string, column: string, site: CountySite): FoundFault[] {
  const wrong = misplaced(code, column, site)
  if (wrong.length > 0) return wrong
  return site.areaNames.has(code) ? [] : [wrongIn(column, 'area.unknown')]
}
