import type { RungSettings } from '@shuniu/shared/reach'
import { asc, sql } from 'drizzle-orm'
import type { SettingStamp } from '../../../platform/commands/index.ts'
import type { Tx } from '../../../platform/db/index.ts'
import { reachRungs } from '../reach.tables.ts'

export type StoredRungs = Omit<typeof reachRungs.$inferSelect, 'id'>

/** In the order in which they were said: of one day the last holds. */
export const readRungs = (tx: Tx): Promise<StoredRungs[]> =>
  tx.orm.select().from(reachRungs).orderBy(asc(reachRungs.id))

/** Whoever changes the waits does it alone. */
export const lockRungs = (tx: Tx) => tx.orm.execute(sql`lock table ${reachRungs} in share row exclusive mode`)

export async function addRungs(tx: Tx, settings: RungSettings, by: SettingStamp): Promise<StoredRungs> {
  const [row] = await tx.orm
    .insert(reachRungs)
    .values({ settings, ...by })
    .returning()
  if (!row) throw new Error('waits were not written')
  return row
}
