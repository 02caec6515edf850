import { eq } from 'drizzle-orm'
import type { Database } from '../../platform/db/index.ts'
import { reports } from './reports.tables.ts'

export type ReportRow = typeof reports.$inferSelect

/** The report under an id; undefined when none was committed. */
export async function reportOf({ orm }: Pick<Database, 'orm'>, id: string): Promise<ReportRow | undefined> {
  const [row] = await orm.select().from(reports).where(eq(reports.id, id))
  return row
}
