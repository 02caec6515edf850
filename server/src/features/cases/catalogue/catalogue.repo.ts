import type { Amendment, KindChange } from '@shuniu/shared/cases'
import type { Actor } from '@shuniu/shared/identity'
import type { Instant } from '@shuniu/shared/kernel'
import { and, asc, count, desc, eq, inArray, isNotNull, isNull, lt, not, or, type SQL } from 'drizzle-orm'
import type { Database, Tx } from '../../../platform/db/index.ts'
import { cases } from '../cases.tables.ts'
import { kindAmendments } from './catalogue.tables.ts'

export type AmendmentRow = typeof kindAmendments.$inferSelect

export const toAmendment = ({ id, code, change, effectiveFrom, madeAt }: AmendmentRow): Amendment => ({
  id,
  code,
  change,
  effectiveFrom,
  madeAt,
})

/** Whoever amends the catalogue does it alone: what one sees is what all others will have seen. */
export const lockCatalogue = (tx: Tx) => tx.query('select pg_advisory_xact_lock(7310630)')

/** What was said and not withdrawn. */
export const amendmentsIn = async ({ orm }: Pick<Tx, 'orm'>): Promise<Amendment[]> =>
  (
    await orm
      .select()
      .from(kindAmendments)
      .where(isNull(kindAmendments.withdrawnAt))
      .orderBy(asc(kindAmendments.id))
  ).map(toAmendment)

export async function amendmentById(tx: Tx, id: number): Promise<AmendmentRow | undefined> {
  const [row] = await tx.orm.select().from(kindAmendments).where(eq(kindAmendments.id, id))
  return row
}

export async function amendmentMadeBy(tx: Tx, commandId: string): Promise<AmendmentRow | undefined> {
  const [row] = await tx.orm.select().from(kindAmendments).where(eq(kindAmendments.commandId, commandId))
  return row
}

/** Every code that was ever given to a county's own kind. */
export const usedCodes = async (tx: Tx): Promise<string[]> =>
  (await tx.orm.selectDistinct({ code: kindAmendments.code }).from(kindAmendments)).map(({ code }) => code)

const ofCode = (code: string | undefined) => (code === undefined ? undefined : eq(kindAmendments.code, code))

/** How many amendments and withdrawals there are, of one kind or of all. */
export async function editionOf({ orm }: Pick<Tx, 'orm'>, code: string | undefined): Promise<number> {
  const [row] = await orm
    .select({ made: count(), withdrawn: count(kindAmendments.withdrawnAt) })
    .from(kindAmendments)
    .where(ofCode(code))
  return (row?.made ?? 0) + (row?.withdrawn ?? 0)
}

/** Who last said something of a kind, and when. */
export async function lastOf(
  tx: Tx,
  code: string,
): Promise<{ readonly by: string; readonly at: Instant } | undefined> {
  const [made] = await tx.orm
    .select({ by: kindAmendments.madeBy, at: kindAmendments.madeAt })
    .from(kindAmendments)
    .where(eq(kindAmendments.code, code))
    .orderBy(desc(kindAmendments.id))
    .limit(1)
  const [withdrawn] = await tx.orm
    .select({ by: kindAmendments.withdrawnBy, at: kindAmendments.withdrawnAt })
    .from(kindAmendments)
    .where(and(eq(kindAmendments.code, code), isNotNull(kindAmendments.withdrawnAt)))
    .orderBy(desc(kindAmendments.withdrawnAt))
    .limit(1)
  if (!withdrawn?.at || withdrawn.by === null || (made && made.at > withdrawn.at)) return made
  return { by: withdrawn.by, at: withdrawn.at }
}

/** The amendments, the newest first. */
export const amendmentsBefore = (
  { orm }: Database,
  { code, before, limit }: { readonly code?: string; readonly before?: number; readonly limit: number },
): Promise<AmendmentRow[]> =>
  orm
    .select()
    .from(kindAmendments)
    .where(and(ofCode(code), before === undefined ? undefined : lt(kindAmendments.id, before)))
    .orderBy(desc(kindAmendments.id))
    .limit(limit)

export interface NewAmendment {
  readonly code: string
  readonly change: KindChange
  readonly effectiveFrom: string
  readonly reason: string
  readonly by: Actor
  readonly at: Instant
  readonly commandId: string
  readonly commandHash: string
}

export async function addAmendment(tx: Tx, { by, at, ...said }: NewAmendment): Promise<AmendmentRow> {
  const [row] = await tx.orm
    .insert(kindAmendments)
    .values({ ...said, madeBy: by.name, madeById: by.accountId, madeAt: at })
    .returning()
  if (!row) throw new Error('an amendment was not written')
  return row
}

/** Says that an amendment was withdrawn; the row says nothing else than before. */
export async function markWithdrawn(
  tx: Tx,
  id: number,
  { by, at, why }: { readonly by: Actor; readonly at: Instant; readonly why: string },
): Promise<AmendmentRow> {
  const [row] = await tx.orm
    .update(kindAmendments)
    .set({ withdrawnBy: by.name, withdrawnById: by.accountId, withdrawnAt: at, withdrawnWhy: why })
    .where(eq(kindAmendments.id, id))
    .returning()
  if (!row) throw new Error(`amendment ${id} was not withdrawn`)
  return row
}

/** The open cases of some kinds; a sensitive one counts for those alone who see it in full, by `inFull`. */
export async function countOpen({ orm }: Database, codes: readonly string[], inFull: SQL): Promise<number> {
  const [row] = await orm
    .select({ n: count() })
    .from(cases)
    .where(
      and(eq(cases.isOpen, true), inArray(cases.categoryCode, [...codes]), or(not(cases.sensitive), inFull)),
    )
  return row?.n ?? 0
}
