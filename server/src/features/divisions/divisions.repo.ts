import type { DivisionActState, DivisionActView } from '@shuniu/shared/divisions'
import { instant } from '@shuniu/shared/kernel'
import { and, arrayOverlaps, asc, desc, eq, lt, lte } from 'drizzle-orm'
import type { Database, Tx } from '../../platform/db/index.ts'
import { divisionActs } from './divisions.tables.ts'

export type DivisionActRow = typeof divisionActs.$inferSelect
type Reader = Pick<Database, 'orm'> | Tx

export const actViewOf = (row: DivisionActRow): DivisionActView => ({
  id: row.id,
  nr: row.nr,
  kind: row.command.kind,
  command: row.command,
  subjectName: row.subjectName,
  heirNames: row.heirNames,
  effectiveOn: row.effectiveOn,
  ground: row.ground,
  reason: row.reason,
  state: row.state,
  madeBy: row.madeBy,
  madeAt: instant(row.madeAt),
  endedAt: row.endedAt === null ? null : instant(row.endedAt),
  endedBy: row.endedBy,
  endReason: row.endReason,
  effects: row.effects,
})

/** One act after the other: whoever makes one sees all that were made before. */
export const lockActs = (tx: Tx) => tx.query('select pg_advisory_xact_lock(7310627)')

/** The number of the last act made; 0 before the first. */
export async function lastActIn({ orm }: Reader): Promise<number> {
  const [row] = await orm
    .select({ nr: divisionActs.nr })
    .from(divisionActs)
    .orderBy(desc(divisionActs.nr))
    .limit(1)
  return row?.nr ?? 0
}

export async function actById({ orm }: Reader, id: string): Promise<DivisionActRow | undefined> {
  const [row] = await orm.select().from(divisionActs).where(eq(divisionActs.id, id))
  return row
}

/** So many acts may be planned at once. */
export const mostPlanned = 500

/** Those that are planned for a day up to this one, in the order in which they take effect. */
export const plannedActs = ({ orm }: Reader, until: string, limit: number): Promise<DivisionActRow[]> =>
  orm
    .select()
    .from(divisionActs)
    .where(and(eq(divisionActs.state, 'planned'), lte(divisionActs.effectiveOn, until)))
    .orderBy(asc(divisionActs.effectiveOn), asc(divisionActs.nr))
    .limit(limit)

interface ActStretch {
  readonly state: DivisionActState | undefined
  readonly before: number | undefined
  readonly limit: number
}

/** The newest first. */
export const actsBefore = (
  { orm }: Reader,
  { state, before, limit }: ActStretch,
): Promise<DivisionActRow[]> =>
  orm
    .select()
    .from(divisionActs)
    .where(
      and(
        state && eq(divisionActs.state, state),
        before === undefined ? undefined : lt(divisionActs.nr, before),
      ),
    )
    .orderBy(desc(divisionActs.nr))
    .limit(limit)

/** The acts about some of these codes, the newest first. */
export const actsAbout = (
  { orm }: Reader,
  codes: readonly string[],
  limit: number,
): Promise<DivisionActRow[]> =>
  orm
    .select()
    .from(divisionActs)
    .where(arrayOverlaps(divisionActs.codes, [...codes]))
    .orderBy(desc(divisionActs.nr))
    .limit(limit)

export type NewDivisionAct = typeof divisionActs.$inferInsert

export async function addAct(tx: Tx, act: NewDivisionAct): Promise<DivisionActRow> {
  const [row] = await tx.orm.insert(divisionActs).values(act).returning()
  if (!row) throw new Error('an act was not written')
  return row
}

export async function changeAct(tx: Tx, id: string, set: Partial<NewDivisionAct>): Promise<DivisionActRow> {
  const [row] = await tx.orm.update(divisionActs).set(set).where(eq(divisionActs.id, id)).returning()
  if (!row) throw new Error('an act was not changed')
  return row
}
