import { asc, eq, gt, sql } from 'drizzle-orm'
import { setTimeout as wait } from 'node:timers/promises'
import { inTx, type Tx } from '../../platform/db/index.ts'
import type { Platform } from '../../platform/feature/index.ts'
import type { Secrets } from '../../platform/secrets/index.ts'
import { onTransaction, insert, writeAll } from '../../platform/sql/index.ts'
import { caseEntries, caseFolding, cases, caseWords } from './cases.tables.ts'
import type { CaseRow } from './case.rows.ts'
import { foldVersion } from './grams.ts'
import { callerHashesOf, type CallerHashes } from './callerKey.ts'
import { reporterIn } from './reporterWords.ts'
import { overFormerWords, wordsOf, type Searched } from './search.ts'

/** A batch is folded in one go: so many take some ten milliseconds of this thread. */
const casesAtOnce = 200
const restMs = 1_000
const beforeAll = '00000000-0000-0000-0000-000000000000'

type RefoldingDeps = Pick<Platform, 'database' | 'log'> & {
  readonly secrets: Pick<Secrets, 'open' | 'derive'>
}

/** Rows that are there by a newer fold, as a move has just written them, stay. */
const unlessNewer = `${overFormerWords} where case_words.fold_version < excluded.fold_version`

const countAfter = async (tx: Tx, id: string): Promise<number> => {
  const [row] = await tx.orm
    .select({ n: sql<string>`count(*)` })
    .from(cases)
    .where(gt(cases.id, id))
  return Number(row?.n ?? 0)
}

type SearchedRow = Pick<CaseRow, 'reporterName' | 'reporterPhone'> & Searched & { foldVersion: number | null }

const nextAfter = (tx: Tx, id: string): Promise<SearchedRow[]> =>
  tx.orm
    .select({
      id: cases.id,
      number: cases.number,
      categoryCode: cases.categoryCode,
      kindNames: cases.kindNames,
      placeName: cases.placeName,
      placeText: cases.placeText,
      text: cases.text,
      reporterName: cases.reporterName,
      reporterPhone: cases.reporterPhone,
      reporterKey: cases.reporterKey,
      ownerUnitId: cases.ownerUnitId,
      coUnitIds: cases.coUnitIds,
      noticeNumbers: sql<string[]>`array(
        select ${caseEntries.filled} ->> 'noticeNumber' from ${caseEntries}
         where ${caseEntries.caseId} = ${cases.id} and ${caseEntries.filled} ? 'noticeNumber')`,
      foldVersion: caseWords.foldVersion,
    })
    .from(cases)
    .leftJoin(caseWords, eq(caseWords.caseId, cases.id))
    .where(gt(cases.id, id))
    .orderBy(asc(cases.id))
    .limit(casesAtOnce)

/** Where the going through stands; held by us until the transaction ends, undefined when another process holds it. */
async function heldFolding(tx: Tx): Promise<typeof caseFolding.$inferSelect | undefined> {
  await tx.orm
    .insert(caseFolding)
    .values({ foldVersion, lastId: beforeAll, isDone: false })
    .onConflictDoNothing()
  const [held] = await tx.orm
    .select()
    .from(caseFolding)
    .where(eq(caseFolding.foldVersion, foldVersion))
    .for('update', { skipLocked: true })
  return held
}

/** One batch, in the order of ids. Returns whether all is done, and how many were gone through. */
async function refoldSome(
  tx: Tx,
  { secrets, hashes }: Pick<RefoldingDeps, 'secrets'> & { readonly hashes: CallerHashes },
): Promise<{ readonly isDone: boolean; readonly n: number }> {
  const held = await heldFolding(tx)
  if (!held || held.isDone) return { isDone: held?.isDone ?? false, n: 0 }
  const rows = await nextAfter(tx, held.lastId)
  const outdated = rows
    .filter(row => row.foldVersion !== foldVersion)
    .map(row => {
      const reporter = reporterIn(row, secrets)
      const phone = reporter.phone ?? null
      const reporterTail = phone === null ? null : hashes.tailOf(phone)
      const reporterKey = row.reporterKey ?? (phone === null ? null : hashes.key(phone))
      return wordsOf({ ...row, reporter, reporterTail, reporterKey })
    })
  if (outdated.length > 0) {
    await writeAll(onTransaction(tx), [insert({ table: caseWords, rows: outdated }, unlessNewer)])
  }
  const isDone = rows.length < casesAtOnce
  const lastId = rows.at(-1)?.id ?? held.lastId
  await tx.orm.update(caseFolding).set({ lastId, isDone }).where(eq(caseFolding.foldVersion, foldVersion))
  return { isDone, n: rows.length }
}

/**
 * Folds the cases of before this fold, once, beside everything else: no start waits for it. While it lasts, searches
 * tell how many cases they could not look at. Cases opened or moved meanwhile bring their words themselves.
 */
export function refoldingOf({ database, log, secrets }: RefoldingDeps) {
  const hashes = callerHashesOf(secrets)
  const stopping = new AbortController()
  let left: Promise<number> | undefined
  let running: Promise<void> = Promise.resolve()

  const look = (): Promise<number> =>
    inTx(database.reserved, async tx => {
      const [known] = await tx.orm.select().from(caseFolding).where(eq(caseFolding.foldVersion, foldVersion))
      return known?.isDone === true ? 0 : await countAfter(tx, known?.lastId ?? beforeAll)
    })

  /** Whether there is more to do at once. */
  async function round(): Promise<'more' | 'rest' | 'done'> {
    const { isDone, n } = await inTx(database.reserved, tx => refoldSome(tx, { secrets, hashes }))
    if (isDone) left = Promise.resolve(0)
    else left = n > 0 && left ? left.then(before => Math.max(1, before - n)) : undefined
    return isDone ? 'done' : n > 0 ? 'more' : 'rest'
  }

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      const outcome = await round().catch((cause: unknown) => {
        log.error({ cause }, 'cases were not folded for search')
        return 'rest' as const
      })
      if (outcome === 'done') return
      if (outcome === 'rest')
        await wait(restMs, undefined, { signal: stopping.signal }).catch(() => undefined)
    }
  }

  return {
    start: () => void (running = run()),
    stop: async () => {
      stopping.abort()
      await running
    },
    /** How many cases searches cannot look at yet; nothing when they look at all. */
    async unsearched(): Promise<{ unsearched?: number }> {
      left ??= look()
      const n = await left.catch((cause: unknown) => {
        left = undefined
        throw cause
      })
      return n === 0 ? {} : { unsearched: n }
    },
  }
}

export type Refolding = ReturnType<typeof refoldingOf>
