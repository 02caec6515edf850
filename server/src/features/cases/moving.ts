import { caseFacts, isOpen, type CaseFact } from '@shuniu/shared/cases'
import type { Instant } from '@shuniu/shared/kernel'
import { asc, inArray, or } from 'drizzle-orm'
import type { Tx } from '../../platform/db/index.ts'
import type { Platform } from '../../platform/feature/index.ts'
import { outbox, outboxOf } from '../../platform/outbox/index.ts'
import type { MovedCode } from '../../platform/registers/index.ts'
import { writeRows } from '../../platform/sql/index.ts'
import { toFact, type CaseRow } from './case.rows.ts'
import { caseEntries, cases } from './cases.tables.ts'
import { entryRow } from './cases.repo.ts'
import { bySystem } from './entries.ts'

/** How many cases lie in some of these divisions or grids, open and past. */
export async function countCasesIn(
  tx: Tx,
  codes: readonly string[],
): Promise<{ readonly open: number; readonly past: number }> {
  const [row] = await tx.query<{ open: number; past: number }>(
    `select count(*) filter (where is_open)::int as open, count(*) filter (where not is_open)::int as past
       from cases where area_code = any($1::text[]) or grid_code = any($1::text[])`,
    [codes],
  )
  return row ?? { open: 0, past: 0 }
}

interface CaseMoving {
  readonly moves: readonly MovedCode[]
  readonly at: Instant
  /** What timelines call a place, by a code of before or of now. */
  readonly placeOf: (code: string) => string
  /** Takes the cases as they stand from now on, some hundreds at a time. */
  readonly moved: (seen: readonly CaseFact[]) => Promise<void>
}

const atOnce = 500
const villageDigits = 12

/**
 * Cases go along with their division or grid, whether open or past, and keep the code under which they were reported. Each
 * grows by a version; of open ones it is told and written on their timeline.
 */
export const caseMovingOf = ({ ids, live }: Pick<Platform, 'ids' | 'live'>) => {
  const outboxes = outboxOf(caseFacts, () => live.wake())

  function stepOf(
    row: CaseRow,
    { nextOf, at }: { nextOf: (code: string) => string | undefined; at: Instant },
  ) {
    const before = toFact(row)
    const grid = row.gridCode === null ? undefined : nextOf(row.gridCode)
    const areaCode = grid?.slice(0, villageDigits) ?? nextOf(row.areaCode) ?? row.areaCode
    const after: CaseFact = {
      ...before,
      areaCode,
      // A grid that the register no longer has lies nowhere once its village has another code.
      gridCode: grid ?? (row.gridCode?.startsWith(areaCode) === true ? row.gridCode : null),
      reportedIn: row.reportedIn ?? row.gridCode ?? row.areaCode,
      version: row.version + 1,
      lastMove: 'redistrict',
      updatedAt: at,
    }
    return { before, after }
  }

  async function save(
    tx: Tx,
    steps: readonly ReturnType<typeof stepOf>[],
    { at, placeOf }: Pick<CaseMoving, 'at' | 'placeOf'>,
  ): Promise<void> {
    await tx.query(
      `update cases t
          set area_code = moved.area_code, grid_code = moved.grid_code, reported_in = moved.reported_in,
              version = moved.version, last_move = moved.last_move, updated_at = moved.updated_at
         from json_populate_recordset(null::cases, $1) moved where t.id = moved.id`,
      [
        JSON.stringify(
          steps.map(({ after }) => ({
            id: after.id,
            area_code: after.areaCode,
            grid_code: after.gridCode,
            reported_in: after.reportedIn,
            version: after.version,
            last_move: after.lastMove,
            updated_at: after.updatedAt,
          })),
        ),
      ],
    )
    const open = steps.filter(({ after }) => isOpen(after.status))
    const entries = open.map(({ before, after: { id, status, version, lastMove, areaCode, gridCode } }) =>
      entryRow(id, {
        id: ids.next(),
        at,
        move: lastMove,
        from: status,
        to: status,
        version,
        ...bySystem,
        filled: { from: placeOf(before.gridCode ?? before.areaCode), to: placeOf(gridCode ?? areaCode) },
      }),
    )
    await writeRows(tx, { table: caseEntries, rows: entries })
    const facts = open.map(step => ({ ...outboxes.rowOf('case.moved', { ...step, at }) }))
    await writeRows(tx, { table: outbox, rows: facts })
    tx.onCommit(outboxes.wake)
  }

  /** How many went along. */
  return async function moveCases(tx: Tx, { moves, at, placeOf, moved }: CaseMoving): Promise<number> {
    const codes = moves.map(({ from }) => from)
    const nextByCode = new Map(moves.map(({ from, to }) => [from, to]))
    const nextOf = (code: string) => nextByCode.get(code)
    for (let n = 0; ;) {
      const rows = await tx.orm
        .select()
        .from(cases)
        .where(or(inArray(cases.areaCode, codes), inArray(cases.gridCode, codes)))
        .orderBy(asc(cases.id))
        .limit(atOnce)
        .for('update')
      if (rows.length === 0) return n
      const steps = rows.map(row => stepOf(row, { nextOf, at }))
      await save(tx, steps, { at, placeOf })
      await moved(steps.map(({ after }) => after))
      n += rows.length
    }
  }
}
