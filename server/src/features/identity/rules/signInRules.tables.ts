import { boolean, integer, pgTable, text, timestamp } from 'drizzle-orm/pg-core'

/** What the county asks of whoever signs in: one row, once somebody has said something. */
export const signInRules = pgTable('sign_in_rules', {
  id: integer('id').primaryKey(),
  administratorsNeedCode: boolean('administrators_need_code').notNull(),
  passwordDays: integer('password_days').notNull(),
  changedBy: text('changed_by').notNull(),
  changedAt: timestamp('changed_at', { withTimezone: true, mode: 'string' }).notNull(),
  version: integer('version').notNull(),
})
