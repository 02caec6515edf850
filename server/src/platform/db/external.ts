import pg from 'pg'
import { DatabaseRefused } from './refused.ts'

const oldestMajor = 15

/** Refuses a server that is out of reach, older than PostgreSQL 15, or whose database is not in UTF-8. */
export async function checkServer(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  client.on('error', () => undefined) // The query that waits is told.
  try {
    await client.connect()
    const { rows } = await client.query<{ version: number; name: string; encoding: string }>(
      `select current_setting('server_version_num')::int as version, current_setting('server_version') as name,
              current_setting('server_encoding') as encoding`,
    )
    judge(rows[0])
  } catch (cause) {
    if (cause instanceof DatabaseRefused) throw cause
    const why = cause instanceof Error ? cause.message || cause.name : String(cause)
    throw new DatabaseRefused(
      'database.unreachable',
      `the server named by DATABASE_URL does not answer: ${why}`,
      {
        cause,
      },
    )
  } finally {
    await client.end().catch(() => undefined)
  }
}

function judge(seen: { version: number; name: string; encoding: string } | undefined): void {
  if (!seen || seen.version < oldestMajor * 10_000) {
    throw new DatabaseRefused(
      'database.tooOld',
      `DATABASE_URL names PostgreSQL ${seen?.name}; at least ${oldestMajor} is needed`,
    )
  }
  if (seen.encoding !== 'UTF8') {
    throw new DatabaseRefused(
      'database.wrongEncoding',
      `the database named by DATABASE_URL is encoded in ${seen.encoding}; create one with encoding UTF8`,
    )
  }
}
