import {
  keptTwice,
  mostStints,
  wrongStint,
  type addStints,
  type DutyStint,
  type NewStint,
} from '@shuniu/shared/duty'
import type { Actor } from '@shuniu/shared/identity'
import {
  grant,
  grantNew,
  instant,
  refuse,
  type BodyOf,
  type Instant,
  type Refused,
  type Result,
} from '@shuniu/shared/kernel'
import { bodyHash } from '../../platform/commands/index.ts'
import { inTx, type Tx } from '../../platform/db/index.ts'
import type { Platform } from '../../platform/feature/index.ts'
import {
  addStintRows,
  countOfUnit,
  lockRoster,
  saveStint,
  stintById,
  stintsIn,
  stintsOfCommand,
  stintView,
} from './roster.repo.ts'
import { knownUnit, mayRoster, type WatchedUnits } from './watchUnit.ts'

type AskedStints = BodyOf<typeof addStints>

interface RosterCommandDeps extends Pick<Platform, 'database' | 'clock' | 'ids'> {
  readonly units: WatchedUnits
}

/** The same moments in UTC, by which they are compared. */
const inUtc = (stint: NewStint) => ({ ...stint, from: instant(stint.from), to: instant(stint.to) })
type UtcStint = ReturnType<typeof inUtc>

const spanOf = (stints: readonly UtcStint[]) => ({
  from: stints.reduce((least, { from }) => (from < least ? from : least), stints[0]?.from ?? instant(0)),
  to: stints.reduce((most, { to }) => (to > most ? to : most), stints[0]?.to ?? instant(0)),
})

/** What the roster as it stands has against the stints. */
async function wrongBeside(tx: Tx, unitId: string, fresh: readonly UtcStint[]): Promise<Refused | undefined> {
  const accountIds = [...new Set(fresh.flatMap(({ accountId }) => accountId ?? []))]
  if ((await countOfUnit(tx, unitId, accountIds)) < accountIds.length) return refuse('duty.unknownPerson')
  const known = await stintsIn(tx, { unitId, ...spanOf(fresh), most: mostStints })
  if (known.length + fresh.length > mostStints) return refuse('duty.rosterFull', { most: mostStints })
  const twice = keptTwice(
    known.map(stintView).map(one => ({ ...one, from: instant(one.from), to: instant(one.to) })),
    fresh.map(one => ({ accountId: null, ...one })),
  )
  return twice && refuse('duty.sameTwice', { name: twice.name, from: twice.from })
}

/** Changes of rosters: stints are entered and taken off, never rewritten. */
export function rosterCommandsOf({ database, clock, ids, units }: RosterCommandDeps) {
  function closedUnit(actor: Actor, unitId: string): Refused | undefined {
    const unit = knownUnit(units, actor, unitId)
    if (!unit) return refuse('duty.noUnit')
    return mayRoster(actor, unit) ? undefined : refuse('duty.notYours')
  }
  const rowsOf = (
    { id, unitId }: AskedStints,
    fresh: readonly UtcStint[],
    by: { name: string; at: Instant; hash: string },
  ) =>
    fresh.map(({ post, name, accountId = null, phone = null, from, to }) => ({
      id: ids.next(),
      unitId,
      post,
      name: name.trim(),
      accountId,
      phone,
      startsAt: from,
      endsAt: to,
      madeBy: by.name,
      madeAt: by.at,
      commandId: id,
      commandHash: by.hash,
    }))

  return {
    /** Refuses: as `addStints` of the contracts. */
    add: (asked: AskedStints, actor: Actor): Promise<Result<{ items: DutyStint[] }>> => {
      const { id, unitId } = asked
      const closed = closedUnit(actor, unitId)
      const fresh = asked.stints.map(inUtc)
      const hash = bodyHash({ by: actor.accountId, unitId, stints: fresh })
      return inTx(database, async tx => {
        if (closed) return closed
        await lockRoster(tx, unitId)
        const made = await stintsOfCommand(tx, id)
        if (made[0] && made[0].commandHash !== hash) return refuse('command.idTaken')
        if (made.length > 0) return grant({ items: made.map(stintView) })
        const now = clock.now()
        // As they were written: in UTC a day that is none has become another.
        const wrong = asked.stints.map(one => wrongStint(one, now)).find(one => one !== undefined)
        const refused = wrong ?? (await wrongBeside(tx, unitId, fresh))
        if (refused) return refused
        await addStintRows(tx, rowsOf(asked, fresh, { name: actor.name, at: now, hash }))
        return grantNew({ items: (await stintsOfCommand(tx, id)).map(stintView) })
      })
    },

    /** Refuses: as `endStint` of the contracts. */
    end: (id: string, actor: Actor): Promise<Result<{ endedAt: Instant }>> =>
      inTx(database, async tx => {
        const row = await stintById(tx, id)
        const closed = row && closedUnit(actor, row.unitId)
        if (!row || closed?.refusal.code === 'duty.noUnit') return refuse('duty.unknownStint')
        if (closed) return closed
        if (row.removedAt !== null) return grant({ endedAt: row.removedAt })
        const now = clock.now()
        if (row.endsAt <= now) return refuse('duty.past', { name: row.name, from: row.startsAt })
        const hasBegun = row.startsAt < now
        await saveStint(tx, id, hasBegun ? { endsAt: now } : { removedAt: now, removedBy: actor.name })
        return grant({ endedAt: now })
      }),
  }
}
