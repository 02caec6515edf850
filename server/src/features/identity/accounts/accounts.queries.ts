import {
  covers,
  type AccountView,
  type Actor,
  type listAccounts,
  type OwnSession,
} from '@shuniu/shared/identity'
import {
  defaultPageSize,
  grant,
  refuse,
  type Clock,
  type QueryOf,
  type ReplyOf,
  type Result,
} from '@shuniu/shared/kernel'
import type { Database } from '../../../platform/db/index.ts'
import type { Secrets } from '../../../platform/secrets/index.ts'
import { accountNamed, accountsAfter } from '../identity.repo.ts'
import { lockedAccountKeys } from '../throttle.ts'
import { accountById, accountsIn } from './accounts.repo.ts'
import { sessionPage } from './sessionPages.ts'
import { keptFrom, type Affiliations } from './standing.ts'
import { accountViewOf, type ScopeNames } from './view.ts'

/** So many accounts are listed at once at the server's machine. */
export const accountsTold = 500

/** A part of the accounts; `next` is the account after which to go on, undefined where there are no more. */
interface AccountPage {
  readonly items: readonly AccountView[]
  readonly next: string | undefined
}

interface AccountQueryDeps {
  readonly database: Database
  readonly clock: Clock
  readonly secrets: Secrets
  readonly names: ScopeNames
  readonly site: Affiliations
}

/** What administrators see of accounts. */
export function accountQueries({ database, clock, secrets, names, site }: AccountQueryDeps) {
  const viewing = async () => ({ names, secrets, locked: await lockedAccountKeys(database, clock.now()) })

  return {
    /** A part of all of them, after an account where one is named. Refuses: `account.unknown`. */
    async listAll(after?: string): Promise<Result<AccountPage>> {
      const from = after === undefined ? undefined : await accountNamed(database, after)
      if (after !== undefined && !from) return refuse('account.unknown', { account: after })
      const by = await viewing()
      const rows = await accountsAfter(database, from, accountsTold + 1)
      const items = rows.slice(0, accountsTold).map(row => accountViewOf(row, by))
      return grant({ items, next: rows.length > items.length ? items.at(-1)?.account : undefined })
    },

    /** Those of the actor's division, or of a part of it. Refuses: `area.notYours`. */
    async list(
      { limit = defaultPageSize, ...query }: QueryOf<typeof listAccounts>,
      actor: Actor,
    ): Promise<Result<ReplyOf<typeof listAccounts>>> {
      const area = query.area ?? actor.scope
      if (!covers(actor, area)) return refuse('area.notYours', { area })
      const cut = query.cursor?.indexOf('_') ?? -1
      const after =
        query.cursor === undefined
          ? undefined
          : { scope: query.cursor.slice(0, cut), account: query.cursor.slice(cut + 1) }
      const by = await viewing()
      const { q, role, state } = query
      const rows = await accountsIn(database, {
        area,
        q,
        role,
        state,
        locked: by.locked,
        after,
        limit: limit + 1,
      })
      const items = rows.slice(0, limit).map(row => accountViewOf(row, by))
      const last = rows.length > limit ? items.at(-1) : undefined
      return grant({ items, next: last ? `${last.scope}_${last.account}` : null })
    },

    /** Where an account is signed in. Refuses: `account.unknown`, `account.countysAlone`. */
    async sessions(
      accountId: string,
      cursor: string | undefined,
      { actor, present }: { actor: Actor; present: string | undefined },
    ): Promise<Result<{ items: OwnSession[]; next: string | null }>> {
      const known = await accountById(database, accountId)
      if (!known) return refuse('account.unknown')
      const unitArea = known.unitId === null ? undefined : await site.areaOfUnit(known.unitId)
      const kept = keptFrom(actor, known, unitArea)
      if (kept && kept.refusal.code !== 'account.own') return kept
      return grant(await sessionPage(database, accountId, { at: clock.now(), cursor, present }))
    },
  }
}
