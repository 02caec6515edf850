import type { Actor, listWalls, WallView } from '@shuniu/shared/identity'
import {
  defaultPageSize,
  instant,
  toMs,
  type Instant,
  type QueryOf,
  type ReplyOf,
} from '@shuniu/shared/kernel'
import type { Platform } from '../../../platform/feature/index.ts'
import { accountsIn } from '../accounts/accounts.repo.ts'
import type { ScopeNames } from '../accounts/view.ts'
import type { AccountRow } from '../identity.repo.ts'
import { wallStandings, type WallStanding } from './enrolments.repo.ts'

/** A process notes this often, in milliseconds, which walls it has; what another noted is believed for a little longer than two of these. */
export const noteSeenEveryMs = 12_000
const believedMs = 2.5 * noteSeenEveryMs

interface WallQueryDeps extends Pick<Platform, 'database' | 'clock' | 'live'> {
  readonly names: ScopeNames
}

/** As the database has it: null where there is none, undefined where nothing was read of it. */
type KnownMoment = string | null | undefined

const written = (moment: KnownMoment): Instant | null =>
  moment === null || moment === undefined ? null : instant(moment)

function latest(moments: readonly KnownMoment[]): Instant | null {
  const known = moments.flatMap(one => written(one) ?? []).map(toMs)
  return known.length === 0 ? null : instant(Math.max(...known))
}

/** What administrators see of walls. */
export function wallQueries({ database, clock, live, names }: WallQueryDeps) {
  /** Of this process what is there now; of another what it noted last. */
  function isConnected(id: string, standing: WallStanding | undefined, here: ReadonlySet<string>): boolean {
    if (here.has(id)) return true
    const seenAt = written(standing?.seenAt)
    if (seenAt === null || standing?.seenIn === live.state().processId) return false
    return toMs(clock.now()) - toMs(seenAt) < believedMs
  }

  async function viewsOf(rows: readonly AccountRow[]): Promise<WallView[]> {
    const standings = await wallStandings(
      database,
      rows.map(({ id }) => id),
    )
    const here = live.accountsHere()
    return rows.map(({ id, name, scope, disabledAt, version }) => {
      const standing = standings.get(id)
      const isThere = isConnected(id, standing, here)
      return {
        id,
        name,
        scope,
        scopeName: names.ofDivision(scope) ?? scope,
        enrolledBy: standing?.enrolledBy ?? null,
        enrolledAt: written(standing?.enrolledAt),
        lastSeenAt: isThere ? clock.now() : latest([standing?.seenAt, standing?.usedAt]),
        isConnected: isThere,
        revokedAt: written(disabledAt),
        version,
      }
    })
  }

  return {
    async viewOf(row: AccountRow): Promise<WallView> {
      const [view] = await viewsOf([row])
      if (!view) throw new Error('one row makes one view')
      return view
    },

    /** Those of the actor's division, also such as sign in by a password. */
    async list(
      { cursor, limit = defaultPageSize }: QueryOf<typeof listWalls>,
      { scope: area }: Pick<Actor, 'scope'>,
    ): Promise<ReplyOf<typeof listWalls>> {
      const [scope = '', account = ''] = cursor?.split('_') ?? []
      const rows = await accountsIn(database, {
        area,
        q: undefined,
        role: 'wall',
        state: undefined,
        locked: new Set(),
        after: cursor === undefined ? undefined : { scope, account },
        limit: limit + 1,
      })
      const shown = rows.slice(0, limit)
      const last = rows.length > limit ? shown.at(-1) : undefined
      return { items: await viewsOf(shown), next: last ? `${last.scope}_${last.account}` : null }
    },
  }
}
