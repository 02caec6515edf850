import type { Day } from '@shuniu/shared/calendar'
import type { GridBinding, ScoreTemplate } from '@shuniu/shared/gridMembers'
import { and, asc, desc, eq, gte, inArray, isNull, like, lte, or } from 'drizzle-orm'
import type { SettingStamp } from '../../platform/commands/index.ts'
import type { Database, Tx } from '../../platform/db/index.ts'
import { persons } from '../staffing/index.ts'
import { gridBindings, memberFiles, memberTrainings, scoreTemplates } from './gridMembers.tables.ts'

export type MemberFileRow = typeof memberFiles.$inferSelect
export type TrainingRow = typeof memberTrainings.$inferSelect
export type BindingRow = typeof gridBindings.$inferSelect

type MemberReader = Pick<Database, 'orm'> | Tx

const batch = 1_000

async function inBatches<T>(rows: readonly T[], write: (some: T[]) => Promise<unknown>): Promise<void> {
  for (let from = 0; from < rows.length; from += batch) await write(rows.slice(from, from + batch))
}

export const addMemberFiles = (tx: Tx, rows: readonly MemberFileRow[]): Promise<void> =>
  inBatches(rows, some => tx.orm.insert(memberFiles).values(some))

export const addTrainings = (tx: Tx, rows: readonly TrainingRow[]): Promise<void> =>
  inBatches(rows, some => tx.orm.insert(memberTrainings).values(some))

export const addBindings = (tx: Tx, rows: readonly BindingRow[]): Promise<void> =>
  inBatches(rows, some => tx.orm.insert(gridBindings).values(some))

export const filesOf = ({ orm }: MemberReader, personIds: readonly string[]): Promise<MemberFileRow[]> =>
  orm
    .select()
    .from(memberFiles)
    .where(inArray(memberFiles.personId, [...personIds]))

export async function saveFile(tx: Tx, row: MemberFileRow): Promise<void> {
  const { personId: _, ...set } = row
  await tx.orm.insert(memberFiles).values(row).onConflictDoUpdate({ target: memberFiles.personId, set })
}

/** So many trainings of one member are kept: more than a life of them. */
export const mostTrainings = 300

export const trainingsOf = ({ orm }: MemberReader, personIds: readonly string[]): Promise<TrainingRow[]> =>
  orm
    .select()
    .from(memberTrainings)
    .where(inArray(memberTrainings.personId, [...personIds]))
    .orderBy(desc(memberTrainings.day), desc(memberTrainings.id))
    .limit(mostTrainings * Math.max(1, personIds.length))

export async function trainingById(tx: Tx, id: string): Promise<TrainingRow | undefined> {
  const [row] = await tx.orm.select().from(memberTrainings).where(eq(memberTrainings.id, id))
  return row
}

const bindingOf = {
  gridCode: gridBindings.gridCode,
  personId: gridBindings.personId,
  personName: persons.name,
  from: gridBindings.fromDay,
  to: gridBindings.toDay,
  reason: gridBindings.reason,
}

/** Who had, has or will have the grids of a division, the newest first. */
export const bindingsIn = ({ orm }: MemberReader, area: string, limit: number): Promise<GridBinding[]> =>
  orm
    .select(bindingOf)
    .from(gridBindings)
    .innerJoin(persons, eq(persons.id, gridBindings.personId))
    .where(like(gridBindings.gridCode, `${area}%`))
    .orderBy(desc(gridBindings.fromDay), desc(gridBindings.id))
    .limit(limit)

/** Grids of a division that somebody has on a day, with how they are engaged. */
export const heldGrids = ({ orm }: MemberReader, area: string, day: Day) =>
  orm
    .select({
      gridCode: gridBindings.gridCode,
      personId: gridBindings.personId,
      engagement: memberFiles.engagement,
    })
    .from(gridBindings)
    .leftJoin(memberFiles, eq(memberFiles.personId, gridBindings.personId))
    .where(
      and(
        like(gridBindings.gridCode, `${area}%`),
        lte(gridBindings.fromDay, day),
        or(isNull(gridBindings.toDay), gte(gridBindings.toDay, day)),
      ),
    )
    .limit(50_000)

export const bindingsOfGrid = (tx: Tx, gridCode: string): Promise<BindingRow[]> =>
  tx.orm
    .select()
    .from(gridBindings)
    .where(eq(gridBindings.gridCode, gridCode))
    .orderBy(asc(gridBindings.fromDay))

export async function bindingById(tx: Tx, id: string): Promise<BindingRow | undefined> {
  const [row] = await tx.orm.select().from(gridBindings).where(eq(gridBindings.id, id))
  return row
}

export async function endBinding(tx: Tx, id: string, toDay: Day): Promise<void> {
  await tx.orm.update(gridBindings).set({ toDay }).where(eq(gridBindings.id, id))
}

export const templatesKept = ({ orm }: MemberReader) =>
  orm.select().from(scoreTemplates).orderBy(desc(scoreTemplates.id)).limit(200)

export async function templateSetBy(tx: Tx, commandId: string): Promise<string | undefined> {
  const [row] = await tx.orm
    .select({ hash: scoreTemplates.commandHash })
    .from(scoreTemplates)
    .where(eq(scoreTemplates.commandId, commandId))
  return row?.hash
}

export async function addTemplate(
  tx: Tx,
  template: ScoreTemplate & { readonly ground: string },
  stamp: SettingStamp,
): Promise<void> {
  await tx.orm.insert(scoreTemplates).values({ ...template, ...stamp })
}

/** Two who hand over one grid, or change one file, do it one after the other. */
export const lockMembers = (tx: Tx) => tx.query('select pg_advisory_xact_lock(7310603)')
