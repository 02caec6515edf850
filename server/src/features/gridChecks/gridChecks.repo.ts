import {
  gridCheckCodes,
  gridFindingsTold,
  type GridCheck,
  type GridFindingState,
} from '@shuniu/shared/gridChecks'
import type { Instant } from '@shuniu/shared/kernel'
import { and, asc, eq, gt, isNotNull, isNull, like, or, sql, type SQL } from 'drizzle-orm'
import type { Database, Tx } from '../../platform/db/index.ts'
import { gridCheckRounds, gridFindings } from './gridChecks.tables.ts'
import type { OutlineFault } from './outlines.ts'

export type FindingRow = typeof gridFindings.$inferSelect
export type GridRound = typeof gridCheckRounds.$inferSelect

/** A fault as a round came upon it, with the day until which a new finding of it is to be mended. */
export interface FaultToKeep extends OutlineFault {
  readonly id: string
  readonly dueOn: string
}

export const rankOf = (check: GridCheck): number => gridCheckCodes.indexOf(check)

/** Writes what a round came upon: what was known keeps its task, what is new begins one. */
export async function saveFaults(tx: Tx, faults: readonly FaultToKeep[], at: Instant): Promise<void> {
  if (faults.length === 0) return
  const rows = faults.map(({ check, villageCode, dueOn, ...fault }) => {
    return { ...fault, check_code: check, rank: rankOf(check), village_code: villageCode, due_on: dueOn }
  })
  await tx.query(
    `insert into grid_findings (id, check_code, rank, subject, village_code, others, measure, pieces, found_at, checked_at, due_on)
     select id, check_code, rank, subject, village_code, array(select jsonb_array_elements_text(others)), measure, pieces, $2, $2, due_on
       from jsonb_to_recordset($1::jsonb) as found(id uuid, check_code text, rank smallint, subject text, village_code text,
            others jsonb, measure float8, pieces jsonb, due_on date)
     on conflict (check_code, subject, others) where mended_at is null do update
        set measure = excluded.measure, pieces = excluded.pieces, checked_at = excluded.checked_at,
            version = grid_findings.version + (grid_findings.measure is distinct from excluded.measure)::int`,
    [JSON.stringify(rows), at],
  )
}

/** What a round could not look at is as it was. */
export const keepFindings = (tx: Tx, villageCode: string, at: Instant): Promise<unknown> =>
  tx.query('update grid_findings set checked_at = $2 where village_code = $1 and mended_at is null', [
    villageCode,
    at,
  ])

/** What a whole round did not come upon any more is mended. */
export const mendOthers = (tx: Tx, at: Instant): Promise<unknown> =>
  tx.query(
    'update grid_findings set mended_at = $1, version = version + 1 where mended_at is null and checked_at < $1',
    [at],
  )

export async function lastRound({ orm }: Pick<Database, 'orm'>): Promise<GridRound | undefined> {
  const [row] = await orm.select().from(gridCheckRounds)
  return row
}

/** The number of the county's last change. */
export async function areasEpoch({ pool }: Pick<Database, 'pool'>): Promise<string> {
  const { rows } = await pool.query<{ epoch: string }>(
    `select epoch::text from memory_epochs where name = 'areas'`,
  )
  return rows[0]?.epoch ?? '0'
}

/** Asks for a round; whichever process looks first makes it. */
export const askForRound = (tx: Tx, at: Instant): Promise<unknown> =>
  tx.query(
    `insert into grid_check_rounds (id, asked_at) values (1, $1) on conflict (id) do update set asked_at = $1`,
    [at],
  )

interface RoundClaim {
  readonly at: Instant
  /** A round begun before then and not ended is nobody's any more. */
  readonly abandonedBefore: Instant
  /** One that ended before then is due again. */
  readonly staleBefore: Instant
  readonly epoch: string
}

/** Takes the round that is due, if there is one and nobody is about it. */
export async function claimRound(
  tx: Tx,
  { at, abandonedBefore, staleBefore, epoch }: RoundClaim,
): Promise<boolean> {
  const claimed = await tx.query(
    `insert into grid_check_rounds as round (id, begun_at, areas_epoch) values (1, $1, $4)
     on conflict (id) do update set begun_at = $1, areas_epoch = $4
      where (round.begun_at is null or round.ended_at >= round.begun_at or round.begun_at < $2)
        and (round.ended_at is null or round.ended_at < $3 or round.areas_epoch is distinct from $4
             or round.asked_at > round.begun_at)
     returning 1`,
    [at, abandonedBefore, staleBefore, epoch],
  )
  return claimed.length === 1
}

export const endRound = (tx: Tx, at: Instant): Promise<unknown> =>
  tx.query('update grid_check_rounds set ended_at = greatest($1, begun_at) where id = 1', [at])

/**
 * What of a grid stands beside its figures: whether it is a special one, and whether any case was ever in it. A sensitive one
 * counts for none: nobody learns of it by a grid that is not silent any more.
 */
export interface GridBeside {
  readonly code: string
  readonly specialKind: string | null
  readonly hasCases: boolean
}

export async function besideGrids({ pool }: Pick<Database, 'pool'>, code: string): Promise<GridBeside[]> {
  const { rows } = await pool.query<GridBeside>({
    name: 'grids checked',
    text: `select g.code, g.special_kind as "specialKind",
                  exists(select from cases c where c.grid_code = g.code and not c.sensitive) as "hasCases"
             from grids g where g.township_code = $1`,
    values: [code],
  })
  return rows
}

const under = (area: string): SQL | undefined =>
  area.length === 12 ? eq(gridFindings.villageCode, area) : like(gridFindings.villageCode, `${area}%`)

const stateIs: Readonly<Record<GridFindingState, SQL | undefined>> = {
  open: and(isNull(gridFindings.mendedAt), isNull(gridFindings.waivedAt)),
  waived: and(isNull(gridFindings.mendedAt), isNotNull(gridFindings.waivedAt)),
  mended: isNotNull(gridFindings.mendedAt),
}

export interface FindingSlice {
  readonly area: string
  readonly check: GridCheck | undefined
  readonly state: GridFindingState
  readonly after: { readonly rank: number; readonly dueOn: string; readonly id: string } | undefined
}

/** One more than is told at once, so that it is known whether there are more. */
export function findingsIn({ orm }: Pick<Database, 'orm'>, slice: FindingSlice): Promise<FindingRow[]> {
  const { rank, dueOn, id } = gridFindings
  const { after } = slice
  const rest =
    after &&
    or(
      gt(rank, after.rank),
      and(eq(rank, after.rank), or(gt(dueOn, after.dueOn), and(eq(dueOn, after.dueOn), gt(id, after.id)))),
    )
  const ofCheck = slice.check === undefined ? undefined : eq(rank, rankOf(slice.check))
  return orm
    .select()
    .from(gridFindings)
    .where(and(under(slice.area), stateIs[slice.state], ofCheck, rest))
    .orderBy(asc(rank), asc(dueOn), asc(id))
    .limit(gridFindingsTold + 1)
}

interface CheckCount {
  readonly check: GridCheck
  readonly township: string
  readonly open: number
  readonly late: number
  readonly waived: number
}

/** Numbers of what is not mended, by check and township. */
export async function countFindings(
  { pool }: Pick<Database, 'pool'>,
  area: string,
  today: string,
): Promise<CheckCount[]> {
  const { rows } = await pool.query<CheckCount>({
    name: 'grid findings counted',
    text: `select check_code as check, left(village_code, 9) as township,
                  count(*) filter (where waived_at is null)::int as open,
                  count(*) filter (where waived_at is null and due_on < $2)::int as late,
                  count(*) filter (where waived_at is not null)::int as waived
             from grid_findings where mended_at is null and village_code like $1 || '%' group by 1, 2`,
    values: [area, today],
  })
  return rows
}

/** The finding, held until the transaction ends. */
export async function lockFinding(tx: Tx, id: string): Promise<FindingRow | undefined> {
  const [row] = await tx.orm.select().from(gridFindings).where(eq(gridFindings.id, id)).for('update')
  return row
}

export async function changeFinding(
  tx: Tx,
  id: string,
  change: Pick<FindingRow, 'waivedAt' | 'dueOn' | 'note' | 'changedBy'>,
): Promise<FindingRow> {
  const [row] = await tx.orm
    .update(gridFindings)
    .set({ ...change, version: sql`${gridFindings.version} + 1` })
    .where(eq(gridFindings.id, id))
    .returning()
  if (!row) throw new Error('a finding that is held is gone')
  return row
}

/** Why grids of a village may have more people than a grid is to have, by their codes, where that was found to be right. */
export async function allowedOversize(
  { orm }: Pick<Database, 'orm'> | Tx,
  villageCode: string,
): Promise<ReadonlyMap<string, string>> {
  const isOversize = eq(gridFindings.check, 'oversize')
  const rows = await orm
    .select({ code: gridFindings.subject, note: gridFindings.note })
    .from(gridFindings)
    .where(and(eq(gridFindings.villageCode, villageCode), isOversize, stateIs.waived))
  return new Map(rows.map(({ code, note }) => [code, note ?? '']))
}
