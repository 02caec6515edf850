import { inArray } from 'drizzle-orm'
import type { Tx } from '../../platform/db/index.ts'
import { accounts } from './identity.tables.ts'

/**
 * Somebody by name, and their number as it is sealed: for channels that go by it, and for nothing else. The numbers of invented
 * people are real ones of others, and are told to nobody.
 */
export interface CallableAccount {
  readonly id: string
  readonly name: string
  readonly phoneSealed: string | null
  readonly isDisabled: boolean
}

export async function callableAccounts(tx: Tx, ids: readonly string[]): Promise<CallableAccount[]> {
  if (ids.length === 0) return []
  const { id, name, phoneSealed, disabledAt, isDemo } = accounts
  const rows = await tx.orm
    .select({ id, name, phoneSealed, disabledAt, isDemo })
    .from(accounts)
    .where(inArray(id, [...ids]))
  return rows.map(row => ({
    id: row.id,
    name: row.name,
    phoneSealed: row.isDemo ? null : row.phoneSealed,
    isDisabled: row.disabledAt !== null,
  }))
}
