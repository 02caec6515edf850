import type { ActState } from '@shuniu/shared/audit'
import { bigserial, index, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { moment } from '../../platform/columns/index.ts'

/** Administrative acts. Rows are added and never changed or removed; the database refuses it. */
export const acts = pgTable(
  'acts',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    at: moment('at').notNull(),
    /** Null for a user of the server's machine. */
    actorId: uuid('actor_id'),
    /** As they were then; `os:<user>` where no account acted. */
    actorName: text('actor_name').notNull(),
    actorRole: text('actor_role'),
    actorScope: text('actor_scope'),
    kind: text('kind').notNull(),
    subjectType: text('subject_type').notNull(),
    subjectId: text('subject_id').notNull(),
    subjectName: text('subject_name').notNull(),
    reason: text('reason'),
    before: jsonb('before').$type<ActState>().notNull(),
    after: jsonb('after').$type<ActState>().notNull(),
  },
  table => [
    index('acts_kind').on(table.kind, table.id),
    index('acts_subject').on(table.subjectType, table.subjectId, table.id),
    index('acts_at').on(table.at),
  ],
)
