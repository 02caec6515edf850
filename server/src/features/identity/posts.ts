import type { Role } from '@shuniu/shared/identity'
import { and, inArray, isNull, or, type SQL } from 'drizzle-orm'
import type { Tx } from '../../platform/db/index.ts'
import { accounts } from './identity.tables.ts'

/** Who works where; never how to reach them. */
export interface PostRow {
  readonly id: string
  readonly role: Role
  readonly scope: string
  readonly unitId: string | null
}

/** The people asked for: of these divisions or grids, of these units, or by name. */
export interface PostsAsked {
  readonly scopes: readonly string[]
  readonly unitIds: readonly string[]
  readonly ids: readonly string[]
}

/** Everyone in one of the places, units or by id whose account is not disabled, in the order of their ids. */
export async function postsIn(tx: Tx, { scopes, unitIds, ids }: PostsAsked): Promise<PostRow[]> {
  const asked: SQL[] = []
  if (scopes.length > 0) asked.push(inArray(accounts.scope, [...scopes]))
  if (unitIds.length > 0) asked.push(inArray(accounts.unitId, [...unitIds]))
  if (ids.length > 0) asked.push(inArray(accounts.id, [...ids]))
  if (asked.length === 0) return []
  return tx.orm
    .select({ id: accounts.id, role: accounts.role, scope: accounts.scope, unitId: accounts.unitId })
    .from(accounts)
    .where(and(isNull(accounts.disabledAt), or(...asked)))
    .orderBy(accounts.id)
}
