import type { Instant } from '@shuniu/shared/kernel'
import type { Tx } from '../../platform/db/index.ts'
import { accountChanges, type AccountAction } from './identity.tables.ts'

interface Change {
  readonly account: string
  readonly action: AccountAction
  readonly actor: string
  readonly at: Instant
  readonly reason?: string | undefined
}

/** Writes down who did what to an account, in the transaction that does it. */
export async function noteChange(tx: Tx, change: Change): Promise<void> {
  await tx.orm.insert(accountChanges).values(change)
}
