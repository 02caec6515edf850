import { bigint, pgTable, text } from 'drizzle-orm/pg-core'

/** A number for each part of the database that processes keep in memory; triggers let it grow with every change. */
export const memoryEpochs = pgTable('memory_epochs', {
  name: text('name').primaryKey(),
  epoch: bigint('epoch', { mode: 'number' }).notNull(),
})
