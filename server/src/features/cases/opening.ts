import type { CaseClock, ClockLaw } from '@shuniu/shared/clocks'
import {
  caseFacts,
  isSampled,
  namesToKeep,
  shownBy,
  standardOf,
  turnClocks,
  untouched,
  type CaseFact,
  type OutcomeCode,
} from '@shuniu/shared/cases'
import type { Actor } from '@shuniu/shared/identity'
import { instant, type Instant } from '@shuniu/shared/kernel'
import type { Platform } from '../../platform/feature/index.ts'
import { outbox, outboxOf } from '../../platform/outbox/index.ts'
import type { RowsFor } from '../../platform/sql/index.ts'
import type { Secrets } from '../../platform/secrets/index.ts'
import { clockRowsOf } from '../clocks/index.ts'
import { callerHashesOf, type CallerHashes } from './callerKey.ts'
import { toColumns } from './case.rows.ts'
import { entryRow } from './cases.repo.ts'
import { caseEntries, caseMedia, cases, caseWords } from './cases.tables.ts'
import { centreFor, countyOf, type CaseDeps, type NamedFile } from './deps.ts'
import { mediaRows } from './media.ts'
import { caseNumbersOf } from './numbers.ts'
import { wordsOf } from './search.ts'

/** A case about to be opened, as a report makes it. */
export interface NewCase extends Pick<
  CaseFact,
  | 'level'
  | 'categoryCode'
  | 'sourceCode'
  | 'areaCode'
  | 'gridCode'
  | 'position'
  | 'placeDoubt'
  | 'clockDoubt'
  | 'selfFound'
> {
  readonly text: string | null
  readonly placeText: string | null
  readonly occurredAt: Instant
  readonly receivedAt: Instant
  /** Null where whoever called gave none. */
  readonly reporterName: string | null
  readonly reporterPhone: string | null
  /** The account reports it as its own, and for nobody else. */
  readonly isReportersOwn: boolean
  readonly media: readonly NamedFile[]
  /** 自办自结: what the reporter did about it on the spot; undefined for what is to be worked on. */
  readonly selfDone: { readonly resultCode: OutcomeCode; readonly text: string } | undefined
}

/** A case ready to be written: its facts, and every row that comes with it. */
export interface CaseOpening {
  readonly fact: CaseFact
  readonly rows: readonly RowsFor[]
}

/** Red and orange are the county's, and what has no place below it; the rest the township's. Source: domain.md §3.5. */
const tierOf = ({ level, areaCode }: NewCase): CaseFact['tier'] =>
  level === 'red' || level === 'orange' || areaCode.length < 9 ? 'county' : 'township'

type OpeningDeps = Pick<Platform, 'database' | 'ids' | 'live'> & CaseDeps & { readonly secrets: Secrets }

/** Prepares cases to be opened; the caller writes the rows in one statement with its own, then calls `opened`. */
export function openingsOf(deps: OpeningDeps) {
  const numberAt = caseNumbersOf(deps.database, () => countyOf(deps.places))
  const outboxes = outboxOf(caseFacts, () => deps.live.wake())
  const hashes = callerHashesOf(deps.secrets)

  async function prepare(fresh: NewCase, actor: Actor): Promise<CaseOpening> {
    const caseClocks = firstClocks(fresh, deps.clocks.law())
    const number = await numberAt(fresh.receivedAt)
    const fact = factOf(deps, fresh, { id: deps.ids.next(), number, actor, caseClocks })
    const told = outboxes.rowOf('case.opened', { before: undefined, after: fact, at: fresh.receivedAt })
    const row = caseRow({ ...deps, hashes }, fact, fresh)
    const { reporterName: name, reporterPhone: phone } = fresh
    const reporterTail = phone === null ? null : hashes.tailOf(phone)
    const rows = [
      { table: cases, rows: [row] },
      { table: caseWords, rows: [wordsOf({ ...row, reporter: { name, phone }, reporterTail })] },
      { table: caseEntries, rows: [reportEntry(deps, fact, { fresh, actor })] },
      ...clockRowsOf([{ caseId: fact.id, caseClocks }], deps.clocks.law()),
      { table: caseMedia, rows: mediaRows(fact.id, fresh.media, { version: 1, now: fresh.receivedAt }) },
      { table: outbox, rows: [{ ...told }] },
    ]
    return { fact, rows }
  }

  return { prepare, opened: () => outboxes.wake() }
}

interface Naming {
  readonly id: string
  readonly number: string
  readonly actor: Actor
  readonly caseClocks: readonly CaseClock[]
}

function factOf(
  { units, catalogue }: OpeningDeps,
  fresh: NewCase,
  { id, number, actor, caseClocks }: Naming,
): CaseFact {
  const { level, categoryCode, sourceCode, areaCode, gridCode, position } = fresh
  const { placeDoubt, clockDoubt, selfFound, receivedAt } = fresh
  const tier = tierOf(fresh)
  const kindNames = namesToKeep(catalogue.county().at(receivedAt), categoryCode)
  const isSelfDone = fresh.selfDone !== undefined
  const status = isSelfDone ? 'selfDone' : 'reported'
  return {
    id,
    number,
    status,
    version: 1,
    tier,
    sampled: isSelfDone && isSampled(id),
    level,
    categoryCode,
    sourceCode,
    areaCode,
    gridCode,
    position,
    placeDoubt,
    clockDoubt,
    selfFound,
    sensitive: standardOf(categoryCode)?.sensitive === true,
    ownerUnitId: centreFor(units, areaCode, tier),
    coUnitIds: [],
    handlerIds: isSelfDone ? [actor.accountId] : [],
    reporterId: actor.accountId,
    openedAt: receivedAt,
    updatedAt: receivedAt,
    closedAt: null,
    reworkCount: 0,
    refuseCount: 0,
    askCount: 0,
    lastMove: 'report',
    card: null,
    steps: { ...noSteps, doneAt: isSelfDone ? receivedAt : null },
    // What is spread comes last: an object of fifty fields is made eighty times as fast so.
    ...attributes,
    ...shownBy(caseClocks, status),
    ...(kindNames && { kindNames }),
  }
}

const { sampled: _, ...attributes } = untouched

const noSteps = { acceptedAt: null, assignedAt: null, startedAt: null, doneAt: null, verifiedAt: null }

function firstClocks(fresh: NewCase, law: ClockLaw): readonly CaseClock[] {
  const timed = { level: fresh.level, categoryCode: fresh.categoryCode, tier: tierOf(fresh) }
  const starts = [fresh.selfDone ? ('verification' as const) : ('acceptance' as const)]
  const turn = { move: 'report', stops: [], isRelevelled: false } as const
  const turned = turnClocks([], { ...turn, starts, timed, ordinal: 1, now: fresh.receivedAt }, law)
  return turned.ok ? turned.value : []
}

function caseRow(
  { places, secrets, hashes }: OpeningDeps & { readonly hashes: CallerHashes },
  fact: CaseFact,
  fresh: NewCase,
) {
  const { text, placeText, occurredAt, receivedAt, reporterName, reporterPhone, isReportersOwn } = fresh
  const placeName = places.fullNameOf(fact.areaCode) ?? fact.areaCode
  return {
    text,
    placeText,
    occurredAt,
    receivedAt,
    reporterName,
    isReportersOwn,
    requirement: null,
    placeName,
    reporterPhone: reporterPhone === null ? null : secrets.seal(reporterPhone),
    reporterKey: reporterPhone === null ? null : hashes.key(reporterPhone),
    movedVersion: 1,
    ...toColumns(fact),
  }
}

interface ReportedCase {
  readonly fresh: NewCase
  readonly actor: Actor
}

const reportEntry = (
  { ids, units }: OpeningDeps,
  { id, openedAt, status }: CaseFact,
  { fresh, actor }: ReportedCase,
) =>
  entryRow(id, {
    id: ids.next(),
    at: instant(openedAt),
    move: 'report',
    from: null,
    to: status,
    version: 1,
    // 首问人: whoever took it for somebody else; a case reported as one's own has none yet.
    filled: { ...fresh.selfDone, ...(!fresh.isReportersOwn && { firstContact: actor.name }) },
    actorId: actor.accountId,
    actorName: actor.name,
    actorRole: actor.role,
    actorUnit: actor.unitId === undefined ? null : (units.unitById(actor.unitId)?.name ?? null),
  })
