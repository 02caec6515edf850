import type { CaseFact } from '@shuniu/shared/cases'
import type { DutyPost, HandOverCounts } from '@shuniu/shared/duty'
import { sql } from 'drizzle-orm'
import { boolean, index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { moment } from '../../platform/columns/index.ts'

/** Who keeps the watch of which unit from when to when. A stint taken off the roster stays, marked. */
export const dutyStints = pgTable(
  'duty_stints',
  {
    id: uuid('id').primaryKey(),
    unitId: uuid('unit_id').notNull(),
    post: text('post').$type<DutyPost>().notNull(),
    name: text('name').notNull(),
    accountId: uuid('account_id'),
    phone: text('phone'),
    startsAt: moment('starts_at').notNull(),
    endsAt: moment('ends_at').notNull(),
    madeBy: text('made_by').notNull(),
    madeAt: moment('made_at').notNull(),
    /** The command that entered it, with others. */
    commandId: uuid('command_id').notNull(),
    commandHash: text('command_hash').notNull(),
    /** Taken off before it began; one that had begun ends then and is not marked. */
    removedBy: text('removed_by'),
    removedAt: moment('removed_at'),
  },
  table => [
    index('duty_stints_unit')
      .on(table.unitId, table.endsAt)
      .where(sql`removed_at is null`),
    index('duty_stints_present')
      .on(table.endsAt)
      .where(sql`removed_at is null`),
    index('duty_stints_command').on(table.commandId),
  ],
)

/** A case as it stood when it was handed over, with the words that went with it. */
export interface HandedRow {
  readonly caseId: string
  readonly level: CaseFact['level']
  readonly status: CaseFact['status']
  readonly dueAt: string | null
  readonly remark: string | null
}

/** One watch passed to the next. */
export const dutyHandOvers = pgTable(
  'duty_hand_overs',
  {
    /** The command that gave it. */
    id: uuid('id').primaryKey(),
    unitId: uuid('unit_id').notNull(),
    givenById: uuid('given_by_id').notNull(),
    givenBy: text('given_by').notNull(),
    givenAt: moment('given_at').notNull(),
    since: moment('since'),
    notes: text('notes').notNull(),
    commandHash: text('command_hash').notNull(),
    /** Of what is kept in `counts` and `cases`. */
    bodyVersion: integer('body_version').notNull(),
    counts: jsonb('counts').$type<HandOverCounts>().notNull(),
    cases: jsonb('cases').$type<readonly HandedRow[]>().notNull(),
    takenById: uuid('taken_by_id'),
    takenBy: text('taken_by'),
    takenAt: moment('taken_at'),
  },
  table => [
    index('duty_hand_overs_unit').on(table.unitId, table.id),
    index('duty_hand_overs_waiting')
      .on(table.unitId, table.id)
      .where(sql`taken_at is null`),
  ],
)

/** Who has which case open, believed until it runs out. Lost with a crash, and missed by nobody. */
export const casePresences = pgTable(
  'case_presences',
  {
    caseId: uuid('case_id').notNull(),
    accountId: uuid('account_id').notNull(),
    name: text('name').notNull(),
    isActing: boolean('is_acting').notNull(),
    since: moment('since').notNull(),
    until: moment('until').notNull(),
  },
  table => [
    primaryKey({ columns: [table.caseId, table.accountId] }),
    index('case_presences_until').on(table.until),
  ],
)
