import { instant, toMs, type Instant } from '@shuniu/shared/kernel'
import { eq } from 'drizzle-orm'
import type { Database, Tx } from '../../platform/db/index.ts'
import { wrongPasswords } from './identity.tables.ts'

/** Five wrong passwords lock an account for half an hour from the fifth. Source: domain.md §5.4, GB/T 22239-2019. */
export const maxWrong = 5
const windowS = 30 * 60
const windowMs = windowS * 1_000

/** Wrong passwords from one address in the same time; a whole county may sit behind one. */
const maxWrongFromAddress = 300

export const windowBefore = (at: Instant): Instant => instant(toMs(at) - windowMs)

/** Seconds until the account may try again; 0 when it may now. */
export async function lockedForS(
  { orm }: Pick<Database, 'orm'>,
  account: string,
  at: Instant,
): Promise<number> {
  const [row] = await orm.select().from(wrongPasswords).where(eq(wrongPasswords.account, account))
  if (!row || row.count < maxWrong) return 0
  return Math.max(0, Math.ceil((toMs(instant(row.since)) + windowMs - toMs(at)) / 1_000))
}

/** Counts one more, in the database, so that neither a restart nor another process forgets it. Returns the tries left. */
export async function countWrong(tx: Tx, account: string, at: Instant): Promise<number> {
  const [row] = await tx.query<{ count: number }>(
    `insert into wrong_passwords as w (account, count, since) values ($1, 1, $2)
     on conflict (account) do update set
       count = case when w.since <= $3 then 1 else w.count + 1 end,
       since = case when w.since <= $3 or w.count + 1 >= $4 then excluded.since else w.since end
     returning count`,
    [account, at, windowBefore(at), maxWrong],
  )
  return Math.max(0, maxWrong - (row?.count ?? 0))
}

export async function forgiveWrong(tx: Tx, account: string): Promise<void> {
  await tx.orm.delete(wrongPasswords).where(eq(wrongPasswords.account, account))
}

/** Wrong passwords by address, whatever the account: slows a search through many accounts. Kept by each process. */
export function addressThrottle() {
  const byAddress = new Map<string, { count: number; sinceMs: number }>()
  const present = (address: string, atMs: number) => {
    const row = byAddress.get(address)
    if (row && atMs - row.sinceMs < windowMs) return row
    byAddress.delete(address)
    return undefined
  }
  return {
    waitS(address: string, at: Instant): number {
      const row = present(address, toMs(at))
      if (!row || row.count < maxWrongFromAddress) return 0
      return Math.ceil((row.sinceMs + windowMs - toMs(at)) / 1_000)
    },
    count(address: string, at: Instant): void {
      const row = present(address, toMs(at))
      byAddress.set(address, { count: (row?.count ?? 0) + 1, sinceMs: row?.sinceMs ?? toMs(at) })
    },
    forget(at: Instant): void {
      for (const address of [...byAddress.keys()]) present(address, toMs(at))
    },
  }
}
