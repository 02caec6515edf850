import {
  caseSight,
  clockViewsOf,
  mayReadCase,
  openMoves,
  threadsOf,
  type CaseDetail,
  type CaseFact,
  type CaseFilter,
  type CaseView,
} from '@shuniu/shared/cases'
import type { Actor } from '@shuniu/shared/identity'
import { defaultPageSize, grant, refuse, type Refused, type Result } from '@shuniu/shared/kernel'
import { and, asc, count, gt } from 'drizzle-orm'
import { inTx, type Database, type Tx } from '../../platform/db/index.ts'
import type { Platform } from '../../platform/feature/index.ts'
import { stream } from '../../platform/outbox/index.ts'
import type { Secrets } from '../../platform/secrets/index.ts'
import { timersOf } from '../clocks/index.ts'
import { toFact, toView, type CaseRow } from './case.rows.ts'
import {
  casesWith,
  entriesOf,
  filesOf,
  handlesGrave,
  heldOf,
  mergedInto,
  pageOf,
  readCase,
} from './cases.repo.ts'
import { cases } from './cases.tables.ts'
import { after, cursorAfter, placeOf } from './cursor.ts'
import { conditionOf, wrongParts } from './filter.ts'
import type { CaseGround } from './lower.ts'
import { reporterFor } from './masking.ts'
import { pendingOf } from './media.ts'

interface CasePage {
  readonly items: CaseView[]
  readonly next: string | null
  readonly total: number
  readonly asOf: number
}

type Reading = Pick<Platform, 'database' | 'clock' | 'log'> & CaseGround & { readonly secrets: Secrets }

/** The head of the stream; read before anything it is to vouch for. */
async function headOf(orm: Pick<Database['orm'], 'select'>): Promise<number> {
  const [row] = await orm.select({ head: stream.head }).from(stream)
  return row?.head ?? 0
}

const viewFor = (actor: Actor, row: CaseRow): CaseView => {
  const fact = toFact(row)
  return toView(fact, row.placeName, caseSight(actor, fact))
}

/** What of cases is read by whom. Every reading is bounded by what the actor may see. */
export const caseQueriesOf = (reading: Reading) => ({
  list: (filter: CaseFilter, actor: Actor) => listCases(reading, filter, actor),

  see: (id: string, actor: Actor): Promise<Result<CaseDetail>> =>
    inTx(
      reading.database,
      async tx => {
        const asOf = await headOf(tx.orm)
        const row = await readCase(tx.orm, id)
        if (!row || !mayReadCase(actor, toFact(row))) return refuse('case.unknown', { id })
        return grant({ ...(await detailOf(reading, tx, { row, actor })), asOf })
      },
      { isolation: 'repeatable read', readOnly: true },
    ),

  /** Whether the actor may be in the case's room. */
  async mayRead(actor: Actor, id: string): Promise<boolean> {
    const row = await readCase(reading.database.orm, id)
    return row !== undefined && mayReadCase(actor, toFact(row))
  },

  /** Whether the actor sees in full some case that the upload belongs to. */
  async mayReadMedia(actor: Actor, uploadId: string): Promise<boolean> {
    const rows = await casesWith(reading.database.orm, uploadId)
    return actor.role !== 'wall' && rows.some(row => caseSight(actor, toFact(row)) === 'full')
  },

  /** Those of the uploads that some case holds. */
  heldUploads: (uploadIds: readonly string[]): Promise<string[]> => heldOf(reading.database.orm, uploadIds),

  /** Whether the member handles a red or orange case that is not done. Source: design.md §4.8. */
  hasGraveTask: (memberId: string): Promise<boolean> => handlesGrave(reading.database.orm, memberId),
})

function wrongWords(filter: CaseFilter): Refused | undefined {
  const wrong = wrongParts(filter)
  if (wrong.length === 0) return undefined
  const faults = wrong.map(at => ({ part: 'query', at: `/${at}`, message: 'names nothing that exists' }))
  return refuse('request.malformed', { faults })
}

async function listCases(reading: Reading, filter: CaseFilter, actor: Actor): Promise<Result<CasePage>> {
  const { orm } = reading.database
  const sort = filter.sort ?? 'newest'
  const place = filter.cursor === undefined ? undefined : placeOf(filter.cursor, sort)
  const wrong = wrongWords(filter)
  if (wrong) return wrong
  if (filter.cursor !== undefined && !place) return refuse('page.unknownCursor')
  // Before a county is stored there are no cases either: an empty list, whatever stands for its code.
  const where = conditionOf(filter, actor, reading.places.countyCode() ?? actor.scope)
  const limit = filter.limit ?? defaultPageSize
  const asOf = await headOf(orm)
  const rows = await pageOf(orm, place ? and(where, after(place)) : where, { sort, limit: limit + 1 })
  const [counted] = await orm.select({ n: count() }).from(cases).where(where)
  const shown = rows.slice(0, limit)
  const last = rows.length > limit ? shown.at(-1) : undefined
  const next = last ? cursorAfter(last, sort) : null
  return grant({ items: shown.map(row => viewFor(actor, row)), next, total: counted?.n ?? 0, asOf })
}

async function detailOf(
  { clock, log, media, clocks, units, secrets }: Reading,
  tx: Tx,
  { row, actor }: { row: CaseRow; actor: Actor },
): Promise<Omit<CaseDetail, 'asOf'>> {
  const fact = toFact(row)
  const sight = caseSight(actor, fact)
  const isOpenTo = sight === 'full' && actor.role !== 'wall'
  const timers = (await timersOf(tx, [row.id])).get(row.id) ?? []
  const timeline = sight === 'full' ? await entriesOf(tx.orm, row.id) : []
  const files = isOpenTo ? await filesOf(tx.orm, row.id) : []
  const listed = await media.listed(
    tx,
    files.map(({ uploadId }) => uploadId),
  )
  const reporter = reporterFor(actor, row, secrets)
  if (!reporter.isMasked) log.info({ caseId: row.id, accountId: actor.accountId }, 'a reporter was shown')
  return {
    case: toView(fact, row.placeName, sight),
    text: isOpenTo ? row.text : null,
    placeText: isOpenTo ? row.placeText : null,
    requirement: isOpenTo ? row.requirement : null,
    occurredAt: row.occurredAt,
    receivedAt: row.receivedAt,
    media: listed.media,
    pendingMedia: pendingOf(listed.absent, files, clock.now()),
    reporter,
    clocks: clockViewsOf(timers, {
      ...{ now: clock.now(), law: clocks.law(), timeline: isOpenTo ? timeline : [] },
      unitText: id => units.unitById(id)?.name ?? '',
    }),
    threads: threadsOf(isOpenTo ? timeline : [], fact.coUnits),
    ...(await relativesOf(tx, { row, actor })),
    timeline: isOpenTo ? timeline : timeline.map(entry => ({ ...entry, actorName: '', filled: {} })),
    openMoves: openMoves(fact, actor, clock.now()),
  }
}

/** The case it was merged into, and those merged into it, as far as the actor is told of either. */
async function relativesOf(
  tx: Tx,
  { row, actor }: { row: CaseRow; actor: Actor },
): Promise<Pick<CaseDetail, 'master' | 'merged'>> {
  if (caseSight(actor, toFact(row)) !== 'full') return { master: null, merged: [] }
  const master = row.masterId === null ? undefined : await readCase(tx.orm, row.masterId)
  const merged = row.mergedCount === 0 ? [] : await mergedInto(tx.orm, row.id)
  return {
    master: master ? mentionOf(master) : null,
    merged: merged.filter(one => mayReadCase(actor, toFact(one))).map(mentionOf),
  }
}

const mentionOf = ({ id, number, status, openedAt }: CaseRow) => ({ id, number, status, openedAt })

const rowsAtOnce = 1_000

/** Reads every case in the snapshot of `tx`, in batches. */
export async function eachCase(tx: Tx, take: (seen: readonly CaseFact[]) => Promise<void>): Promise<void> {
  let last: string | undefined
  for (;;) {
    const rows = await tx.orm
      .select()
      .from(cases)
      .where(last === undefined ? undefined : gt(cases.id, last))
      .orderBy(asc(cases.id))
      .limit(rowsAtOnce)
    if (rows.length > 0) await take(rows.map(toFact))
    if (rows.length < rowsAtOnce) return
    last = rows.at(-1)?.id
  }
}
