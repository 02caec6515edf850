import { covers, type Actor, type listMembers } from '@shuniu/shared/identity'
import {
  defaultPageSize,
  grant,
  refuse,
  type QueryOf,
  type ReplyOf,
  type Result,
} from '@shuniu/shared/kernel'
import type { Platform } from '../../platform/feature/index.ts'
import { hasAccounts } from './setup/setup.repo.ts'
import { hasDemoAccounts, membersIn } from './identity.repo.ts'

type MemberListQuery = QueryOf<typeof listMembers>
type Members = ReplyOf<typeof listMembers>

/** Who works where. */
export const identityQueries = ({ database }: Pick<Platform, 'database'>) => ({
  site: async () => ({
    isDemo: await hasDemoAccounts(database),
    needsSetup: !(await hasAccounts(database)),
  }),

  /** The people of a division that the actor's own covers, a page at a time. */
  async members(
    { role, limit = defaultPageSize, ...query }: MemberListQuery,
    actor: Actor,
  ): Promise<Result<Members>> {
    const area = query.area ?? actor.scope
    if (!covers(actor, area)) return refuse('area.notYours', { area })
    const [scope = '', id = ''] = query.cursor?.split('_') ?? []
    const after = query.cursor === undefined ? undefined : { scope, id }
    const found = await membersIn(database, { area, role, after, limit: limit + 1 })
    const items = found.slice(0, limit)
    const last = items.at(-1)
    return grant({ items, next: last && found.length > limit ? `${last.scope}_${last.id}` : null })
  },
})
