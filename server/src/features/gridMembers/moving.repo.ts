import { addDays, type Day } from '@shuniu/shared/calendar'
import type { Tx } from '../../platform/db/index.ts'
import { moveCodes, type MovedCode } from '../../platform/registers/index.ts'
import { gridBindings } from './gridMembers.tables.ts'

/** How many grids among these somebody has on or after a day. */
export async function gridsHeldFrom(tx: Tx, codes: readonly string[], day: Day): Promise<number> {
  const [row] = await tx.query<{ n: number }>(
    `select count(distinct grid_code)::int as n from grid_bindings
      where grid_code = any($1::text[]) and (to_day is null or (to_day >= $2 and to_day >= from_day))`,
    [codes, day],
  )
  return row?.n ?? 0
}

interface GridMoves {
  /** Grids that are the same under another code: their members have them on. */
  readonly renumbered: readonly MovedCode[]
  /** Codes of grids that became part of others, whose members have them. */
  readonly ended: readonly string[]
  readonly day: Day
}

/** Members keep grids that got another number; of one that became part of another its member has it no more. */
export async function moveGridMembers(tx: Tx, { renumbered, ended, day }: GridMoves): Promise<void> {
  await moveCodes(tx, renumbered, { column: gridBindings.gridCode })
  await tx.query(
    'update grid_bindings set to_day = $2 where grid_code = any($1::text[]) and (to_day is null or to_day >= $3)',
    [ended, addDays(day, -1), day],
  )
}
