import { bigint, index, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { moment } from '../../platform/columns/index.ts'

/** Backups that have ended, well or not; the latest hundred. One that was killed has no row. */
export const backups = pgTable(
  'backups',
  {
    id: uuid('id').primaryKey(),
    beganAt: moment('began_at').notNull(),
    endedAt: moment('ended_at').notNull(),
    /** A user of the server's machine, as `os:<user>`. */
    madeBy: text('made_by').notNull(),
    /** Of the file; null where none was made. */
    sizeB: bigint('size_b', { mode: 'number' }),
    /** The code of why none was made; null where one was. */
    refusal: text('refusal'),
  },
  table => [index('backups_ended').on(table.endedAt)],
)
