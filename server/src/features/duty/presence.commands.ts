import { mostPresences, presenceLeaseS, type PresenceView, type tellPresence } from '@shuniu/shared/duty'
import type { Actor } from '@shuniu/shared/identity'
import { grant, instant, toMs, type BodyOf, type ReplyOf, type Result } from '@shuniu/shared/kernel'
import { and, desc, eq, gt, inArray, lt, ne, sql } from 'drizzle-orm'
import { inTx, type Tx } from '../../platform/db/index.ts'
import type { Platform } from '../../platform/feature/index.ts'
import { cases as caseTable } from '../cases/index.ts'
import { casePresences } from './duty.tables.ts'
import type { HandOverGround } from './handOvers.queries.ts'

const forgottenAtOnce = 500

type ToldPresence = BodyOf<typeof tellPresence>
type PresenceDeps = Pick<Platform, 'database' | 'clock'> & Pick<HandOverGround, 'cases'>

/** Kept while it is told again; since when counts from the first time, or from when a form was opened or shut. */
async function keep(
  tx: Tx,
  { caseId, isActing }: ToldPresence,
  { actor, nowMs }: { actor: Actor; nowMs: number },
): Promise<void> {
  if (caseId === null) return
  const [since, until] = [instant(nowMs), instant(nowMs + presenceLeaseS * 1_000)]
  await tx.orm
    .insert(casePresences)
    .values({ caseId, accountId: actor.accountId, name: actor.name, isActing, since, until })
    .onConflictDoUpdate({
      target: [casePresences.caseId, casePresences.accountId],
      set: {
        name: actor.name,
        isActing,
        until,
        since: sql`case when ${casePresences.isActing} = ${isActing} and ${casePresences.until} > ${since}::timestamptz
          then ${casePresences.since} else ${since}::timestamptz end`,
      },
    })
}

async function leave(tx: Tx, caseId: string | undefined, { accountId }: Actor): Promise<void> {
  if (caseId === undefined) return
  await tx.orm
    .delete(casePresences)
    .where(and(eq(casePresences.caseId, caseId), eq(casePresences.accountId, accountId)))
}

/** Who has which case open (正在处理): told by pages that have one, told back of the cases that one sees in full. */
export function presenceOf({ database, clock, cases }: PresenceDeps) {
  const others = (tx: Tx, actor: Actor, nowMs: number): Promise<PresenceView[]> =>
    tx.orm
      .select({
        caseId: casePresences.caseId,
        accountId: casePresences.accountId,
        name: casePresences.name,
        isActing: casePresences.isActing,
        since: casePresences.since,
      })
      .from(casePresences)
      .innerJoin(caseTable, eq(caseTable.id, casePresences.caseId))
      .where(
        and(
          gt(casePresences.until, instant(nowMs)),
          ne(casePresences.accountId, actor.accountId),
          cases.readInFullBy(actor),
        ),
      )
      .orderBy(desc(casePresences.isActing), casePresences.since)
      .limit(mostPresences)

  return {
    /** A case that the actor does not see in full is not kept: nobody is told of it. */
    tell: (told: ToldPresence, actor: Actor): Promise<Result<ReplyOf<typeof tellPresence>>> =>
      inTx(database, async tx => {
        const nowMs = toMs(clock.now())
        await leave(tx, told.leftId, actor)
        const isSeen =
          told.caseId !== null &&
          (
            await tx.orm
              .select({ id: caseTable.id })
              .from(caseTable)
              .where(and(eq(caseTable.id, told.caseId), cases.readInFullBy(actor)))
          ).length > 0
        if (isSeen) await keep(tx, told, { actor, nowMs })
        return grant({ items: await others(tx, actor, nowMs) })
      }),

    /** Takes away what has run out, a part at a time; returns how many. */
    forget: (): Promise<number> =>
      inTx(database.reserved, async tx => {
        const over = tx.orm
          .select({ caseId: casePresences.caseId })
          .from(casePresences)
          .where(lt(casePresences.until, clock.now()))
          .limit(forgottenAtOnce)
        const gone = await tx.orm
          .delete(casePresences)
          .where(and(lt(casePresences.until, clock.now()), inArray(casePresences.caseId, over)))
          .returning({ caseId: casePresences.caseId })
        return gone.length
      }),
  }
}
