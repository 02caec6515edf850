import { addDays, isRealDay, shanghaiDayStart } from '@shuniu/shared/calendar'
import {
  holesOf,
  keptPosts,
  mostRosterDays,
  mostStints,
  overlapsOf,
  type listDutyPeople,
  type listOnDuty,
  type listStints,
  type UnitOnDuty,
} from '@shuniu/shared/duty'
import type { Actor } from '@shuniu/shared/identity'
import { grant, refuse, toMs, type QueryOf, type ReplyOf, type Result } from '@shuniu/shared/kernel'
import { lineAt, tierOf } from '@shuniu/shared/staffing'
import { and, asc, eq, isNull, ne } from 'drizzle-orm'
import type { UnitView } from '@shuniu/shared/centres'
import { inTx } from '../../platform/db/index.ts'
import type { Platform } from '../../platform/feature/index.ts'
import { accounts } from '../identity/index.ts'
import { profilesOf } from '../staffing/index.ts'
import { stintsAt, stintsIn, stintView, type StintRow } from './roster.repo.ts'
import { knownUnit, mayRoster, type WatchedUnits } from './watchUnit.ts'

const mostPeople = 200
/** So many units at most are told of, of which so many stints run at once. */
const mostUnits = 300
const mostRunning = 2_000
const dayMs = 86_400_000

interface RosterQueryDeps extends Pick<Platform, 'database' | 'clock'> {
  readonly units: WatchedUnits
}

/** Own centre first, then the county's, then the centres, then whoever else keeps a roster. */
const nearness = (unit: UnitView): string =>
  `${unit.kind === 'centre' ? '0' : '1'}${unit.areaCode.length}${unit.areaCode}`

const shownIn = ({ post, name, phone, endsAt: to }: StintRow, isWall: boolean) => ({
  post,
  name,
  phone: isWall ? null : phone,
  to,
})

/** Rosters as they are read. */
export const rosterQueriesOf = ({ database, clock, units }: RosterQueryDeps) => ({
  /** Refuses: as `listStints` of the contracts. */
  async list(
    { unitId, ...days }: QueryOf<typeof listStints>,
    actor: Actor,
  ): Promise<Result<ReplyOf<typeof listStints>>> {
    const unit = knownUnit(units, actor, unitId)
    if (!unit) return refuse('duty.noUnit')
    const wrong = [days.from, days.to].filter(day => !isRealDay(day))
    if (wrong.length > 0) return refuse('calendar.noSuchDay', { days: wrong })
    const [from, to] = [shanghaiDayStart(days.from), shanghaiDayStart(addDays(days.to, 1))]
    if (from >= to) return refuse('duty.spanOrder')
    if (toMs(to) - toMs(from) > mostRosterDays * dayMs)
      return refuse('duty.spanTooLong', { most: mostRosterDays })
    const rows = await stintsIn(database, { unitId, from, to, most: mostStints })
    const isWall = actor.role === 'wall'
    const items = rows.map(stintView).map(one => (isWall ? { ...one, phone: null } : one))
    const now = clock.now()
    const ahead = { from: now > from ? now : from, to }
    const posts = unit.kind === 'centre' ? keptPosts(tierOf(unit.areaCode)) : []
    const holes = ahead.from < ahead.to ? holesOf(items, posts, ahead) : []
    return grant({
      items,
      posts: [...posts],
      holes,
      overlaps: overlapsOf(items),
      isOwn: mayRoster(actor, unit),
    })
  },

  /** Refuses: as `listDutyPeople` of the contracts. */
  async people(unitId: string, actor: Actor): Promise<Result<ReplyOf<typeof listDutyPeople>>> {
    const unit = knownUnit(units, actor, unitId)
    if (!unit) return refuse('duty.noUnit')
    if (!mayRoster(actor, unit)) return refuse('duty.notYours')
    const { id: accountId, name, initials } = accounts
    const items = await database.orm
      .select({ accountId, name, initials })
      .from(accounts)
      .where(and(eq(accounts.unitId, unitId), isNull(accounts.disabledAt), ne(accounts.role, 'wall')))
      .orderBy(asc(name), asc(accountId))
      .limit(mostPeople)
    return grant({ items })
  },

  /** Who keeps which watch at this moment, of the units that the actor may know of. */
  async present(actor: Actor): Promise<ReplyOf<typeof listOnDuty>> {
    const at = clock.now()
    const isWall = actor.role === 'wall'
    const own = new Set([actor.unitId, units.centreOf(actor.scope), units.centreOf(actor.scope.slice(0, 6))])
    const known = new Map(units.seenBy(actor).map(unit => [unit.id, unit]))
    const { running, profiles } = await inTx(
      database,
      async tx => {
        const rows = await stintsAt(tx, [...known.keys()], { at, most: mostRunning })
        const told = [...new Set([...rows.map(({ unitId }) => unitId), ...own])].filter(
          id => id !== undefined,
        )
        return {
          running: rows,
          profiles: new Map((await profilesOf(tx, told)).map(row => [row.unitId, row])),
        }
      },
      { isolation: 'repeatable read', readOnly: true },
    )
    const stintsOf = new Map<string, StintRow[]>()
    for (const row of running) stintsOf.set(row.unitId, [...(stintsOf.get(row.unitId) ?? []), row])
    const items = [...known.values()]
      .filter(({ id }) => stintsOf.has(id) || own.has(id))
      .sort((a, b) => (nearness(a) < nearness(b) ? -1 : 1))
      .slice(0, mostUnits)
      .map((unit): UnitOnDuty => ({
        unitId: unit.id,
        phone: isWall ? null : (lineAt(profiles.get(unit.id)?.lines ?? [], at) ?? unit.phone),
        stints: (stintsOf.get(unit.id) ?? []).map(row => shownIn(row, isWall)),
      }))
    return { at, items }
  },
})
