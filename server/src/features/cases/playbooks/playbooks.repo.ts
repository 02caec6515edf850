import {
  standardPlaybooks,
  type CaseLevel,
  type PlaybookContent,
  type PlaybookEdition,
} from '@shuniu/shared/cases'
import type { Actor } from '@shuniu/shared/identity'
import type { Instant } from '@shuniu/shared/kernel'
import { and, asc, count, desc, eq, inArray, isNotNull, isNull, lt, not, or, type SQL } from 'drizzle-orm'
import type { Database, Tx } from '../../../platform/db/index.ts'
import { cases } from '../cases.tables.ts'
import { playbookEditions } from './playbooks.tables.ts'

export type EditionRow = typeof playbookEditions.$inferSelect

export const toEdition = ({ id, code, content, effectiveFrom, madeAt }: EditionRow): PlaybookEdition => ({
  code,
  edition: id,
  effectiveFrom,
  madeAt,
  content,
})

/** Whoever edits playbooks does it alone: what one sees is what all others will have seen. */
export const lockPlaybooks = (tx: Tx) => tx.query('select pg_advisory_xact_lock(7310634)')

/** The standard's, and what the county said and did not withdraw. */
export const editionsIn = async ({ orm }: Pick<Tx, 'orm'>): Promise<PlaybookEdition[]> => [
  ...standardPlaybooks,
  ...(
    await orm
      .select()
      .from(playbookEditions)
      .where(isNull(playbookEditions.withdrawnAt))
      .orderBy(asc(playbookEditions.id))
  ).map(toEdition),
]

export async function editionById(tx: Tx, id: number): Promise<EditionRow | undefined> {
  const [row] = await tx.orm.select().from(playbookEditions).where(eq(playbookEditions.id, id))
  return row
}

export async function editionMadeBy(tx: Tx, commandId: string): Promise<EditionRow | undefined> {
  const [row] = await tx.orm.select().from(playbookEditions).where(eq(playbookEditions.commandId, commandId))
  return row
}

/** Every code that was ever given to a playbook of the county's own, withdrawn ones among them. */
export const usedPlaybookCodes = async ({ orm }: Pick<Tx, 'orm'>): Promise<string[]> =>
  (await orm.selectDistinct({ code: playbookEditions.code }).from(playbookEditions)).map(({ code }) => code)

const ofCode = (code: string | undefined) =>
  code === undefined ? undefined : eq(playbookEditions.code, code)

/** How many editions and withdrawals there are, of one playbook or of all. */
export async function editionCountOf({ orm }: Pick<Tx, 'orm'>, code: string | undefined): Promise<number> {
  const [row] = await orm
    .select({ made: count(), withdrawn: count(playbookEditions.withdrawnAt) })
    .from(playbookEditions)
    .where(ofCode(code))
  return (row?.made ?? 0) + (row?.withdrawn ?? 0)
}

/** Who last said something of a playbook, and when. */
export async function lastEditorOf(
  tx: Tx,
  code: string,
): Promise<{ readonly by: string; readonly at: Instant } | undefined> {
  const [made] = await tx.orm
    .select({ by: playbookEditions.madeBy, at: playbookEditions.madeAt })
    .from(playbookEditions)
    .where(eq(playbookEditions.code, code))
    .orderBy(desc(playbookEditions.id))
    .limit(1)
  const [withdrawn] = await tx.orm
    .select({ by: playbookEditions.withdrawnBy, at: playbookEditions.withdrawnAt })
    .from(playbookEditions)
    .where(and(eq(playbookEditions.code, code), isNotNull(playbookEditions.withdrawnAt)))
    .orderBy(desc(playbookEditions.withdrawnAt))
    .limit(1)
  if (!withdrawn?.at || withdrawn.by === null || (made && made.at > withdrawn.at)) return made
  return { by: withdrawn.by, at: withdrawn.at }
}

/** The county's editions, the newest first. */
export const editionsBefore = (
  { orm }: Pick<Database, 'orm'>,
  { code, before, limit }: { readonly code?: string; readonly before?: number; readonly limit: number },
): Promise<EditionRow[]> =>
  orm
    .select()
    .from(playbookEditions)
    .where(and(ofCode(code), before === undefined ? undefined : lt(playbookEditions.id, before)))
    .orderBy(desc(playbookEditions.id))
    .limit(limit)

interface NewEdition {
  readonly code: string
  readonly content: PlaybookContent | null
  readonly effectiveFrom: string
  readonly reason: string
  readonly by: Actor
  readonly at: Instant
  readonly commandId: string
  readonly commandHash: string
}

export async function addEdition(tx: Tx, { by, at, ...said }: NewEdition): Promise<EditionRow> {
  const [row] = await tx.orm
    .insert(playbookEditions)
    .values({ ...said, madeBy: by.name, madeById: by.accountId, madeAt: at })
    .returning()
  if (!row) throw new Error('an edition was not written')
  return row
}

/** Says that an edition was withdrawn; the row says nothing else than before. */
export async function markEditionWithdrawn(
  tx: Tx,
  id: number,
  { by, at, why }: { readonly by: Actor; readonly at: Instant; readonly why: string },
): Promise<EditionRow> {
  const [row] = await tx.orm
    .update(playbookEditions)
    .set({ withdrawnBy: by.name, withdrawnById: by.accountId, withdrawnAt: at, withdrawnWhy: why })
    .where(eq(playbookEditions.id, id))
    .returning()
  if (!row) throw new Error(`edition ${id} was not withdrawn`)
  return row
}

interface CountedKinds {
  readonly codes: readonly string[]
  readonly levels: readonly CaseLevel[]
  /** Who is told of sensitive ones. */
  readonly inFull: SQL
}

/** Open cases of some kinds and levels: those that were accepted, and those that wait to be. */
export async function countWorked(
  { orm }: Pick<Database, 'orm'>,
  { codes, levels, inFull }: CountedKinds,
): Promise<{ readonly openCases: number; readonly waitingCases: number }> {
  const [row] = await orm
    .select({ all: count(), accepted: count(cases.acceptedAt) })
    .from(cases)
    .where(
      and(
        eq(cases.isOpen, true),
        inArray(cases.categoryCode, [...codes]),
        inArray(cases.level, [...levels]),
        or(not(cases.sensitive), inFull),
      ),
    )
  const { all = 0, accepted = 0 } = row ?? {}
  return { openCases: accepted, waitingCases: all - accepted }
}
