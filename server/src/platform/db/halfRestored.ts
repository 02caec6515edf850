import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseRefused } from './refused.ts'

/** Lies in a data folder from the first to the last step of a restore. */
export const restoringMark = (dataDir: string): string => join(dataDir, 'restoring')

/** Refuses a data folder, and its database, that a restore broke off in: what is there is not whole. */
export function refuseHalfRestored(dataDir: string): void {
  if (!existsSync(restoringMark(dataDir))) return
  throw new DatabaseRefused(
    'database.halfRestored',
    `a restore into ${dataDir} was not finished; run npm run restore there again, or empty the folder`,
  )
}
