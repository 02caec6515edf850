import { sql } from 'drizzle-orm'
import { pgTable, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core'

/** Shifts outdoors, each begun and ended by the member's own tap. Tracks are partitioned by day: see migrations. */
export const patrols = pgTable(
  'patrols',
  {
    id: uuid('id').primaryKey(),
    memberId: uuid('member_id').notNull(),
    startedAt: timestamp('started_at', { withTimezone: true, mode: 'string' }).notNull(),
    endedAt: timestamp('ended_at', { withTimezone: true, mode: 'string' }),
  },
  table => [
    uniqueIndex('patrols_running')
      .on(table.memberId)
      .where(sql`ended_at is null`),
  ],
)
