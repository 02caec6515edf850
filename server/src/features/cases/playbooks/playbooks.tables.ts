import type { PlaybookContent } from '@shuniu/shared/cases'
import { bigserial, index, jsonb, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core'
import { moment } from '../../../platform/columns/index.ts'

/** What the county has said of its playbooks, each from a day on. A row is never changed but to say that it was withdrawn. */
export const playbookEditions = pgTable(
  'playbook_editions',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    code: text('code').notNull(),
    /** Null where the playbook ends. */
    content: jsonb('content').$type<PlaybookContent>(),
    effectiveFrom: text('effective_from').notNull(),
    /** 依据: the reason, or the number of the document. */
    reason: text('reason').notNull(),
    madeBy: text('made_by').notNull(),
    madeById: uuid('made_by_id').notNull(),
    madeAt: moment('made_at').notNull(),
    /** The command that made it, and the hash of its body and sender: the same again makes no second one. */
    commandId: uuid('command_id').notNull(),
    commandHash: text('command_hash').notNull(),
    withdrawnBy: text('withdrawn_by'),
    withdrawnById: uuid('withdrawn_by_id'),
    withdrawnAt: moment('withdrawn_at'),
    withdrawnWhy: text('withdrawn_why'),
  },
  table => [
    unique('playbook_editions_command').on(table.commandId),
    index('playbook_editions_code').on(table.code),
  ],
)
