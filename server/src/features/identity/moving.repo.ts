import type { Instant } from '@shuniu/shared/kernel'
import type { Tx } from '../../platform/db/index.ts'
import { moveCodes, type MovedCode } from '../../platform/registers/index.ts'
import { accounts } from './identity.tables.ts'
import { renewEpoch } from './sessions.repo.ts'

/** Accounts in use that belong to some of these divisions or grids. */
export async function accountsIn(tx: Tx, codes: readonly string[]): Promise<number> {
  const [row] = await tx.query<{ n: number }>(
    'select count(*)::int as n from accounts where scope = any($1::text[]) and disabled_at is null',
    [codes],
  )
  return row?.n ?? 0
}

/** Accounts go along with their division; their sessions end, whoever holds one signs in with what it sees now. */
export async function moveAccounts(tx: Tx, moves: readonly MovedCode[], at: Instant): Promise<number> {
  const moved = await moveCodes(tx, moves, {
    column: accounts.scope,
    also: { version: 't.version + 1', updated_at: `'${at}'::timestamptz` },
  })
  if (moved.length === 0) return 0
  await tx.query('delete from sessions where account_id = any($1::uuid[])', [moved])
  await renewEpoch(tx)
  return moved.length
}
