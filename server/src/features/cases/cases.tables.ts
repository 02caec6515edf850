import type { CaseFact, CaseView } from '@shuniu/shared/cases'
import { sql, type SQL } from 'drizzle-orm'
import {
  boolean,
  doublePrecision,
  index,
  integer,
  json,
  jsonb,
  pgSequence,
  pgTable,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
  uuid,
  type AnyPgColumn,
} from 'drizzle-orm/pg-core'
import { moment } from '../../platform/columns/index.ts'

/** By what lists are put in order of urgency: a case that is shown no deadline comes last. */
export const dueOrNever = (dueAt: AnyPgColumn): SQL => sql`coalesce(${dueAt}, 'infinity'::timestamptz)`

/** What few cases have, each with its list of them, the newest first. */
const scarce = {
  cases_sensitive: sql`sensitive`,
  cases_late: sql`overdue or jsonb_path_exists(co_units, '$[*] ? (@.clock.overdue == true)')`,
  cases_handled_late: sql`late_stages && '{handling}'::text[]`,
  cases_joint: sql`cardinality(co_unit_ids) > 0`,
  cases_extension: sql`extension is not null`,
  cases_escalated: sql`jsonb_array_length(escalated_from) > 0`,
  cases_supervised: sql`supervision is not null`,
  cases_instructed: sql`instructed`,
  cases_reopened: sql`reopen_count > 0`,
} as const

const newestOfFew = ({ openedAt, id }: { readonly openedAt: AnyPgColumn; readonly id: AnyPgColumn }) =>
  Object.entries(scarce).map(([name, where]) => index(name).on(openedAt, id).where(where))

type AwaitedColumns = Readonly<Record<'levelRank' | 'openedAt' | 'dueAt' | 'updatedAt', AnyPgColumn>>

/** What somebody or the system is waited for at once. */
const awaited = ({ levelRank, openedAt, dueAt, updatedAt }: AwaitedColumns) => [
  index('cases_calling')
    .on(levelRank, openedAt)
    .where(sql`level in ('red', 'orange') and status in ('reported', 'escalated')`),
  index('cases_called_back')
    .on(dueAt)
    .where(sql`status = 'closed' and sampled`),
  index('cases_untended')
    .on(updatedAt)
    .where(sql`status in ('selfDone', 'closed') and not sampled`),
]

/** Cases as they stand. The first block is what facts carry; the second stays on the server or is masked on its way out. */
export const cases = pgTable(
  'cases',
  {
    id: uuid('id').primaryKey(),
    number: text('number').notNull(),
    status: text('status').$type<CaseFact['status']>().notNull(),
    level: text('level').$type<CaseFact['level']>().notNull(),
    categoryCode: text('category_code').notNull(),
    /** What its kind was called then, where the county's words were not the standard's. */
    kindNames: jsonb('kind_names').$type<CaseFact['kindNames']>(),
    sourceCode: text('source_code').notNull(),
    areaCode: text('area_code').notNull(),
    gridCode: text('grid_code'),
    /** The code under which it was reported, where that has become another. */
    reportedIn: text('reported_in'),
    lon: doublePrecision('lon'),
    lat: doublePrecision('lat'),
    tier: text('tier').$type<CaseFact['tier']>().notNull(),
    ownerUnitId: uuid('owner_unit_id').notNull(),
    coUnitIds: uuid('co_unit_ids').array().notNull(),
    reporterId: uuid('reporter_id'),
    handlerIds: uuid('handler_ids').array().notNull(),
    handledBy: jsonb('handled_by').$type<Required<CaseFact>['handledBy']>().notNull().default([]),
    version: integer('version').notNull(),
    openedAt: moment('opened_at').notNull(),
    dueAt: moment('due_at'),
    yellowAt: moment('yellow_at'),
    orangeAt: moment('orange_at'),
    stage: text('stage').$type<CaseFact['stage']>(),
    overdue: boolean('overdue').notNull(),
    card: text('card').$type<CaseFact['card']>(),
    alarm: jsonb('alarm').$type<NonNullable<CaseFact['alarm']>>(),
    incident: jsonb('incident').$type<NonNullable<CaseFact['incident']>>(),
    playbook: jsonb('playbook').$type<NonNullable<CaseFact['playbook']>>(),
    placeDoubt: boolean('place_doubt').notNull(),
    clockDoubt: boolean('clock_doubt').notNull(),
    sensitive: boolean('sensitive').notNull(),
    selfFound: boolean('self_found').notNull(),
    reworkCount: integer('rework_count').notNull(),
    refuseCount: integer('refuse_count').notNull(),
    askCount: integer('ask_count').notNull(),
    lastMove: text('last_move').notNull(),
    updatedAt: moment('updated_at').notNull(),
    closedAt: moment('closed_at'),
    lateStages: text('late_stages').array().$type<CaseFact['lateStages']>().notNull(),
    acceptedAt: moment('accepted_at'),
    assignedAt: moment('assigned_at'),
    startedAt: moment('started_at'),
    doneAt: moment('done_at'),
    verifiedAt: moment('verified_at'),
    masterId: uuid('master_id'),
    mergedCount: integer('merged_count').notNull().default(0),
    coUnits: jsonb('co_units').$type<CaseFact['coUnits']>().notNull().default([]),
    extension: jsonb('extension').$type<CaseFact['extension']>(),
    extensionCount: integer('extension_count').notNull().default(0),
    suspension: jsonb('suspension').$type<CaseFact['suspension']>(),
    escalatedFrom: jsonb('escalated_from').$type<CaseFact['escalatedFrom']>().notNull().default([]),
    supervision: jsonb('supervision').$type<CaseFact['supervision']>(),
    finding: text('finding').$type<CaseFact['finding']>(),
    urgeCount: integer('urge_count').notNull().default(0),
    reporterUrgedOn: text('reporter_urged_on'),
    instructed: boolean('instructed').notNull().default(false),
    reopenCount: integer('reopen_count').notNull().default(0),
    sampled: boolean('sampled').notNull().default(false),
    satisfaction: text('satisfaction').$type<CaseFact['satisfaction']>(),

    text: text('text'),
    placeText: text('place_text'),
    occurredAt: moment('occurred_at').notNull(),
    receivedAt: moment('received_at').notNull(),
    reporterName: text('reporter_name'),
    /** The account reported it as its own, and for nobody else: its holder is the reporter. */
    isReportersOwn: boolean('is_reporters_own').notNull().default(false),
    /** Sealed with the server's key. */
    reporterPhone: text('reporter_phone'),
    /** By what the cases of one number are found, without the number; empty where it is no whole one, null while it has none. */
    reporterKey: text('reporter_key'),
    requirement: text('requirement'),
    /** The village, else the township or county, as titles name it. */
    placeName: text('place_name').notNull(),
    isOpen: boolean('is_open').notNull(),
    /** 0 red … 3 blue. */
    levelRank: smallint('level_rank').notNull(),
    /** The version made by the last move of a person; what the sweep did since changes no one's mind. */
    movedVersion: integer('moved_version').notNull(),
  },
  table => [
    uniqueIndex('cases_number').on(table.number),
    index('cases_opened').on(table.openedAt, table.id),
    index('cases_area').on(table.areaCode.op('text_pattern_ops'), table.openedAt),
    index('cases_grid').on(table.gridCode.op('text_pattern_ops')),
    index('cases_open_grid')
      .on(table.gridCode)
      .where(sql`is_open`),
    index('cases_owner').on(table.ownerUnitId, table.openedAt),
    index('cases_reporter').on(table.reporterId, table.openedAt),
    index('cases_co_units').using('gin', table.coUnitIds),
    index('cases_handlers').using('gin', table.handlerIds),
    index('cases_closed').on(table.closedAt),
    index('cases_by_due').on(dueOrNever(table.dueAt), table.id),
    index('cases_by_level').on(table.levelRank, dueOrNever(table.dueAt), table.id),
    index('cases_open_level')
      .on(table.levelRank, sql`coalesce(due_at, 'infinity'::timestamptz)`, table.id)
      .where(sql`is_open`),
    // Lists of what few cases have, newest first; what many have is soon met on the way through `cases_opened`.
    index('cases_status').on(table.status, table.openedAt, table.id),
    index('cases_category').on(table.categoryCode, table.openedAt, table.id),
    index('cases_source').on(table.sourceCode, table.openedAt, table.id),
    index('cases_grave')
      .on(table.level, table.openedAt, table.id)
      .where(sql`level in ('red', 'orange', 'yellow')`),
    index('cases_stage')
      .on(table.stage, table.openedAt, table.id)
      .where(sql`stage is not null`),
    ...newestOfFew(table),
    index('cases_reporter_key')
      .on(table.reporterKey, table.openedAt, table.id)
      .where(sql`reporter_key <> ''`),
    index('cases_unkeyed')
      .on(table.id)
      .where(sql`reporter_phone is not null and reporter_key is null`),
    index('cases_master')
      .on(table.masterId)
      .where(sql`master_id is not null`),
    ...awaited(table),
  ],
)

/**
 * What cases are found by: their folded words, and the grams of these. Apart from `cases`, since moves change a case
 * often and its words hardly ever. A row of an older fold, or none, is made in the background.
 */
export const caseWords = pgTable(
  'case_words',
  {
    caseId: uuid('case_id').primaryKey(),
    /** Number, place to the village, kind and class, with their pinyin initials; a line each. */
    publicText: text('public_text').notNull(),
    /** Address and text of the report. */
    privateText: text('private_text').notNull(),
    /** The same with the reporter masked, for those who are not told who that is; null where there is nothing to mask. */
    commonText: text('common_text'),
    /** The name of who reported it with its initials, for those who are told it. */
    reporterText: text('reporter_text'),
    /** The hash of the last four digits of their number; null or empty where there is none. */
    reporterTail: text('reporter_tail'),
    grams: integer('grams').array().notNull(),
    /** What it is found by beside its texts, see `marks.ts`; a trigger adds the units and notices that moves bring. */
    marks: integer('marks')
      .array()
      .notNull()
      .default(sql`'{}'::integer[]`),
    foldVersion: smallint('fold_version').notNull(),
  },
  table => [
    index('case_words_grams').using('gin', table.grams),
    index('case_words_marks').using('gin', table.marks),
  ],
)

/** How far the cases of before a fold have been gone through for it. */
export const caseFolding = pgTable('case_folding', {
  foldVersion: smallint('fold_version').primaryKey(),
  lastId: uuid('last_id').notNull(),
  isDone: boolean('is_done').notNull(),
})

/** What was done to a case, by whom, with what: never changed. */
export const caseEntries = pgTable(
  'case_entries',
  {
    id: uuid('id').primaryKey(),
    caseId: uuid('case_id')
      .notNull()
      .references(() => cases.id),
    version: integer('version').notNull(),
    at: moment('at').notNull(),
    move: text('move').notNull(),
    fromStatus: text('from_status').$type<CaseFact['status']>(),
    toStatus: text('to_status').$type<CaseFact['status']>(),
    actorId: uuid('actor_id'),
    actorName: text('actor_name').notNull(),
    actorRole: text('actor_role').notNull(),
    actorUnit: text('actor_unit'),
    filled: jsonb('filled').$type<Record<string, unknown>>().notNull(),
  },
  table => [
    uniqueIndex('case_entries_case').on(table.caseId, table.version),
    index('case_entries_actor').on(table.actorId, table.at, table.id),
  ],
)

/** The uploads that belong to a case, by the version that named them; they may come later. */
export const caseMedia = pgTable(
  'case_media',
  {
    caseId: uuid('case_id').notNull(),
    uploadId: uuid('upload_id').notNull(),
    version: integer('version').notNull(),
    /** What the case was last told of the file: its outcome, that it is overdue, or nothing yet. */
    told: text('told').$type<'nothing' | 'missed' | 'refused' | 'here'>().notNull().default('here'),
    namedAt: moment('named_at'),
  },
  table => [
    primaryKey({ columns: [table.caseId, table.uploadId] }),
    index('case_media_upload').on(table.uploadId),
    index('case_media_awaited')
      .on(table.namedAt)
      .where(sql`told <> 'here'`),
  ],
)

/** Moves that were made, under the ids their senders gave them: a repeat gets the reply kept here. */
export const caseCommands = pgTable('case_commands', {
  id: uuid('id').primaryKey(),
  accountId: uuid('account_id').notNull(),
  bodyHash: text('body_hash').notNull(),
  reply: json('reply').$type<CaseView>().notNull(),
  at: moment('at').notNull(),
})

/** The last number given out on each Shanghai day; taken in blocks, each in a transaction of its own. */
export const caseNumbers = pgTable('case_numbers', {
  day: text('day').primaryKey(),
  last: integer('last').notNull(),
})

/** Serials of notices of supervision; a number given to a move that fails leaves a gap. */
export const caseNotices = pgSequence('case_notices')

/** Serials of reports to those above, likewise. */
export const caseIncidents = pgSequence('case_incidents')
