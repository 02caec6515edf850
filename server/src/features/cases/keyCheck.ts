import { desc, isNotNull } from 'drizzle-orm'
import type { Platform } from '../../platform/feature/index.ts'
import type { Secrets } from '../../platform/secrets/index.ts'
import { cases } from './cases.tables.ts'

const looked = 20

/** Looks at the newest sealed numbers when a server starts: a key that is not theirs is said at once, and stops nothing. */
export async function checkKey(
  { database, log }: Pick<Platform, 'database' | 'log'>,
  secrets: Pick<Secrets, 'open'>,
): Promise<void> {
  try {
    const rows = await database.orm
      .select({ sealed: cases.reporterPhone })
      .from(cases)
      .where(isNotNull(cases.reporterPhone))
      .orderBy(desc(cases.openedAt))
      .limit(looked)
    const lost = rows.filter(({ sealed }) => sealed !== null && secrets.open(sealed) === undefined).length
    if (lost === 0) return
    log.error(
      { looked: rows.length, lost },
      'telephone numbers were sealed under another key: put the secret.key of the first server in SECRET_KEY_FILE or DATA_DIR, then start again',
    )
  } catch (cause) {
    log.warn({ cause }, 'whether the key fits could not be looked at')
  }
}
