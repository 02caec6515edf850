import type { Instant } from '@shuniu/shared/kernel'
import { eq, sql } from 'drizzle-orm'
import type { Tx } from '../../platform/db/index.ts'
import { noteActs } from '../audit/index.ts'
import { subjectOf } from './accounts/view.ts'
import { accounts } from './identity.tables.ts'
import { endSessionsOf } from './sessions.repo.ts'

interface PassedGrid {
  readonly code: string
  readonly name: string
  readonly heirCode: string
  readonly heirName: string
  readonly at: Instant
  /** By whom, as the record of acts has it, and why. */
  readonly by: string
  readonly reason: string
}

/** The accounts of a grid that is no more belong to its heir; their sessions end, since their rights are others. */
export async function passAccounts(
  tx: Tx,
  { code, name, heirCode, heirName, ...act }: PassedGrid,
): Promise<void> {
  const passed = await tx.orm
    .update(accounts)
    .set({ scope: heirCode, updatedAt: act.at, version: sql`${accounts.version} + 1` })
    .where(eq(accounts.scope, code))
    .returning()
  for (const { id } of passed) await endSessionsOf(tx, id)
  await noteActs(
    tx,
    passed.map(account => ({
      ...act,
      kind: 'account.changePost',
      subject: subjectOf(account),
      before: { scope: name },
      after: { scope: heirName },
    })),
  )
}
