import type { PostedReport, Receipt } from '@shuniu/shared/reports'
import { index, json, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { moment } from '../../platform/columns/index.ts'

/** Reports under the ids their phones gave them, each with the receipt that is answered ever after, to the letter. */
export const reports = pgTable(
  'reports',
  {
    id: uuid('id').primaryKey(),
    accountId: uuid('account_id').notNull(),
    bodyHash: text('body_hash').notNull(),
    caseId: uuid('case_id').notNull(),
    /** As the phone gave it, in its own datum. */
    position: jsonb('position').$type<PostedReport['position']>(),
    receipt: json('receipt').$type<Receipt>().notNull(),
    receivedAt: moment('received_at').notNull(),
  },
  table => [index('reports_account').on(table.accountId, table.receivedAt)],
)
