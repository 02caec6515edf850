import {
  caseSight,
  clockViewsOf,
  entriesTold,
  filesTold,
  mayReadCase,
  openMoves,
  exchangesOf,
  playbookOf,
  workedPlaybook,
  type CaseDetail,
  type CaseEntry,
  type CaseFact,
  type CaseFilter,
  type CaseSight,
  type listEntries,
  type listFiles,
  type listMerged,
} from '@shuniu/shared/cases'
import type { Actor } from '@shuniu/shared/identity'
import { grant, refuse, type ReplyOf, type Result } from '@shuniu/shared/kernel'
import { asc, gt } from 'drizzle-orm'
import { inTx, type Connections, type Tx } from '../../platform/db/index.ts'
import type { Platform } from '../../platform/feature/index.ts'
import type { Secrets } from '../../platform/secrets/index.ts'
import { caseClocksOf } from '../clocks/index.ts'
import { toFact, type CaseRow } from './case.rows.ts'
import { entriesOf, filesOf, handlesGrave, heldOf, isHeldBySuch, readCase, tiesOf } from './cases.repo.ts'
import { cases } from './cases.tables.ts'
import { sightOf } from './filter.ts'
import type { CaseDeps } from './deps.ts'
import { headOf, listCases } from './listing.queries.ts'
import { hideReporter, reporterFor, viewFor } from './masking.ts'
import { mergedPart, relatedOf, relativesOf, timelineFor } from './references.ts'
import { pendingOf } from './media.ts'
import type { Refolding } from './refolding.job.ts'

interface CaseStanding {
  readonly version: number
  readonly sightFor: (actor: Actor) => CaseSight
}

type CaseQueryDeps = Pick<Platform, 'database' | 'clock' | 'log'> &
  CaseDeps & { readonly secrets: Secrets; readonly refolding: Refolding }

/** What of cases is read by whom. Every reading is bounded by what the actor may see. */
export const caseQueriesOf = (reading: CaseQueryDeps) => ({
  list: (filter: CaseFilter, actor: Actor) => listCases(reading, filter, actor),

  see: async (id: string, actor: Actor): Promise<Result<CaseDetail>> => {
    const seen = await seeWhole(reading, { id, actor }, filesTold)
    return seen.ok ? grant(withLatest(seen.value)) : seen
  },

  /** The case as it stands, for whoever sees all of it. Refuses: `case.unknown`. */
  fact: async (id: string, actor: Actor): Promise<Result<CaseFact>> => {
    const read = await readIn(reading, { id, actor }, async (_, row) => toFact(row))
    const isWhole = read.ok && caseSight(actor, read.value) === 'full'
    return read.ok && !isWhole ? refuse('case.unknown', { id }) : read
  },

  /** With all that is read of its timeline and files: what documents are drawn from. */
  file: (id: string, actor: Actor): Promise<Result<CaseDetail>> =>
    seeWhole(reading, { id, actor }, filesRead),

  files: (id: string, cursor: string | undefined, actor: Actor): Promise<Result<ReplyOf<typeof listFiles>>> =>
    readIn(reading, { id, actor }, async (tx, row) => {
      const { filesNext, ...files } = await filesFor(reading, tx, { row, actor, cursor, most: filesTold })
      return { ...files, next: filesNext }
    }),

  merged: (
    id: string,
    cursor: string | undefined,
    actor: Actor,
  ): Promise<Result<ReplyOf<typeof listMerged>>> =>
    readIn(reading, { id, actor }, (tx, row) =>
      mergedPart(tx.orm, { row, actor, countyCode: countyFor(reading, actor) }, cursor),
    ),

  entries: (
    id: string,
    before: number | undefined,
    actor: Actor,
  ): Promise<Result<ReplyOf<typeof listEntries>>> =>
    readIn(reading, { id, actor }, async (tx, row) => {
      const { entries, earlier } = await timelineOf(tx, { row, actor }, { before, most: entriesTold })
      return { items: hideReporter(entries, row, { actor, secrets: reading.secrets }), earlier }
    }),

  /** Cases as they stand now, for telling of them: whoever asks then knows for every actor what they may see. */
  async standings(ids: readonly string[], on: Pick<Connections, 'pool'>): Promise<Map<string, CaseStanding>> {
    const found = await tiesOf(on, ids)
    return new Map(
      found.map(({ id, version, ...ties }) => [id, { version, sightFor: actor => caseSight(actor, ties) }]),
    )
  },

  /** Which rows of `cases` the actor may read now, for what names cases and is read with them. */
  seenBy: (actor: Actor) => sightOf(actor, reading.places.countyCode() ?? actor.scope).seen,

  /** The same, for what tells of a case that is read in full alone. */
  readInFullBy: (actor: Actor) => sightOf(actor, reading.places.countyCode() ?? actor.scope).inFull,

  /** Whether the actor sees in full some case that the upload belongs to; undefined for one that belongs to none. */
  async mayReadMedia(actor: Actor, uploadId: string): Promise<boolean | undefined> {
    const { inFull } = sightOf(actor, reading.places.countyCode() ?? actor.scope)
    const isSeen = await isHeldBySuch(reading.database.orm, uploadId, inFull)
    return isSeen && actor.role !== 'wall'
  },

  /** Those of the uploads that some case holds. */
  heldUploads: (uploadIds: readonly string[]): Promise<string[]> => heldOf(reading.database.orm, uploadIds),

  /** Whether the member handles a red or orange case that is not done. Source: design.md §4.8. */
  hasGraveTask: (memberId: string): Promise<boolean> => handlesGrave(reading.database.orm, memberId),
})

/** An entry as those see it who are told what was done and not by whom. */
const nameless = (entry: CaseEntry): CaseEntry => ({
  ...entry,
  actorId: null,
  actorName: '',
  // A grid has one member, and a post one holder.
  actorRole: '',
  actorUnit: null,
  filled: {},
})

/** A clock as those see it who are told how a case stands, and of nothing that was done to it. */
const ofItself = (clock: CaseDetail['clocks'][number]) => ({ ...clock, ledger: [] })

interface CaseForActor {
  readonly row: CaseRow
  readonly actor: Actor
}

const isOpenTo = ({ row, actor }: CaseForActor): boolean =>
  caseSight(actor, toFact(row)) === 'full' && actor.role !== 'wall'

/** A part of the timeline as the actor may read it, but for what it says of the reporter. */
async function timelineOf(tx: Tx, { row, actor }: CaseForActor, stretch: Parameters<typeof entriesOf>[2]) {
  if (caseSight(actor, toFact(row)) !== 'full') return { entries: [], earlier: null }
  const { entries, earlier } = await entriesOf(tx.orm, row.id, stretch)
  const told = await timelineFor(tx.orm, actor, entries)
  return { entries: isOpenTo({ row, actor }) ? told : told.map(nameless), earlier }
}

interface CaseQuery {
  readonly id: string
  readonly actor: Actor
}

/** Reads of a case, all of it as it stood in one moment. Refuses: `case.unknown`. */
const readIn = <T>(
  { database }: Pick<CaseQueryDeps, 'database'>,
  { id, actor }: CaseQuery,
  read: (tx: Tx, row: CaseRow) => Promise<T>,
): Promise<Result<T>> =>
  inTx(
    database,
    async tx => {
      const row = await readCase(tx.orm, id)
      if (!row || !mayReadCase(actor, toFact(row))) return refuse('case.unknown', { id })
      return grant(await read(tx, row))
    },
    { isolation: 'repeatable read', readOnly: true },
  )

const seeWhole = (reading: CaseQueryDeps, asked: CaseQuery, mostFiles: number): Promise<Result<CaseDetail>> =>
  readIn(reading, asked, async (tx, row) => {
    const asOf = await headOf(tx.orm)
    return { ...(await detailOf(reading, tx, { row, actor: asked.actor, most: mostFiles })), asOf }
  })

function withLatest(detail: CaseDetail): CaseDetail {
  const timeline = detail.timeline.slice(-entriesTold)
  const isCut = timeline.length < detail.timeline.length
  return { ...detail, timeline, earlier: isCut ? (timeline[0]?.version ?? null) : detail.earlier }
}

/** So many files are read for what is made of them: their numbers in documents. */
const filesRead = 2_000

const countyFor = ({ places }: CaseQueryDeps, actor: Actor): string => places.countyCode() ?? actor.scope

interface FilesSeen extends CaseForActor {
  readonly cursor?: string | undefined
  readonly most: number
}

/** A part of the files as the actor may see them, and where to read on. */
async function filesFor(
  { media, clock }: CaseQueryDeps,
  tx: Tx,
  { row, actor, cursor, most }: FilesSeen,
): Promise<Pick<CaseDetail, 'media' | 'pendingMedia' | 'filesNext'>> {
  const [version, uploadId = ''] = cursor?.split('_') ?? []
  const after = version === undefined ? undefined : { version: Number(version), uploadId }
  const found = isOpenTo({ row, actor }) ? await filesOf(tx.orm, row.id, { after, limit: most + 1 }) : []
  const files = found.slice(0, most)
  const last = found.length > files.length ? files.at(-1) : undefined
  const listed = await media.listed(tx, uploadsOf(files))
  return {
    media: listed.media,
    pendingMedia: pendingOf(listed.absent, files, clock.now()),
    filesNext: last ? `${last.version}_${last.uploadId}` : null,
  }
}

const uploadsOf = (files: readonly { readonly uploadId: string }[]): string[] =>
  files.map(({ uploadId }) => uploadId)

/** So much of a timeline is read for what is made of it: exchanges, names in ledgers, documents. */
const entriesRead = 2_000

/** What is made of the timeline, for whoever may read it. */
function madeOf(
  { playbooks, clock }: CaseQueryDeps,
  fact: CaseFact,
  timeline: readonly CaseEntry[] | undefined,
): Pick<CaseDetail, 'exchanges' | 'playbook'> {
  const playbook = timeline && playbookOf(playbooks.editions(), fact, clock.now())
  return {
    exchanges: exchangesOf(timeline ?? [], fact.coUnits),
    playbook: playbook ? workedPlaybook(playbook, timeline) : null,
  }
}

async function detailOf(
  reading: CaseQueryDeps,
  tx: Tx,
  { row, actor, most }: FilesSeen,
): Promise<Omit<CaseDetail, 'asOf'>> {
  const { clock, log, clocks, units, secrets } = reading
  const fact = toFact(row)
  const sight = caseSight(actor, fact)
  const isOpen = isOpenTo({ row, actor })
  const caseClocks = (await caseClocksOf(tx, [row.id])).get(row.id) ?? []
  const { entries: timeline, earlier } = await timelineOf(tx, { row, actor }, { most: entriesRead })
  const by = { row, actor, countyCode: countyFor(reading, actor) }
  const relatives = await relativesOf(tx.orm, by)
  const related = (await relatedOf(tx.orm, by, [row]))(row)
  const files = await filesFor(reading, tx, { row, actor, most })
  const reporter = reporterFor(actor, row, secrets)
  if (!reporter.isMasked) log.info({ caseId: row.id, accountId: actor.accountId }, 'a reporter was shown')
  const clockList = clockViewsOf(caseClocks, {
    now: clock.now(),
    law: clocks.law(),
    timeline: isOpen ? timeline : [],
    unitText: id => units.unitById(id)?.name ?? '',
  })
  const told = {
    case: viewFor(actor, row, related),
    text: isOpen ? row.text : null,
    placeText: isOpen ? row.placeText : null,
    requirement: isOpen ? row.requirement : null,
    occurredAt: row.occurredAt,
    receivedAt: row.receivedAt,
    ...files,
    clocks: sight === 'full' ? clockList : clockList.map(ofItself),
    ...madeOf(reading, fact, isOpen ? timeline : undefined),
    ...relatives,
    timeline,
    earlier,
    openMoves: openMoves(fact, actor, clock.now()),
  }
  return { ...hideReporter(told, row, { actor, secrets }), reporter }
}

/** The cases after an id as they stand, in the order of ids. */
export async function casesAfter(tx: Tx, id: string, limit: number): Promise<CaseFact[]> {
  const rows = await tx.orm.select().from(cases).where(gt(cases.id, id)).orderBy(asc(cases.id)).limit(limit)
  return rows.map(toFact)
}
