import { desc, isNotNull, isNull } from 'drizzle-orm'
import type { Database } from '../../platform/db/index.ts'
import { backups } from './system.tables.ts'

type EndedRow = typeof backups.$inferSelect

/** The last backup that was made, and the last one that was not. */
export async function lastBackups({ orm }: Pick<Database, 'orm'>) {
  const last = (outcome: typeof isNull): Promise<EndedRow[]> =>
    orm.select().from(backups).where(outcome(backups.refusal)).orderBy(desc(backups.endedAt)).limit(1)
  const [[made], [failed]] = await Promise.all([last(isNull), last(isNotNull)])
  return {
    made: made ? { at: made.endedAt, sizeB: made.sizeB ?? 0 } : null,
    failed: failed ? { at: failed.endedAt, refusal: failed.refusal ?? '' } : null,
  }
}

interface DatabaseFigures {
  readonly version: string
  readonly sizeB: number
  readonly migrations: number
}

/** What the database says of itself. */
export async function databaseFigures({ pool }: Pick<Database, 'pool'>): Promise<DatabaseFigures> {
  const { rows } = await pool.query<DatabaseFigures>(
    `select current_setting('server_version') as version, pg_database_size(current_database())::float8 as "sizeB",
            (select count(*) from drizzle.__drizzle_migrations)::float8 as migrations`,
  )
  const [row] = rows
  if (!row) throw new Error('the database says nothing of itself')
  return row
}
