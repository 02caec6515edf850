import type { Actor } from '@shuniu/shared/identity'
import { rooms } from '@shuniu/shared/identity'
import { instant, isMoment, toMs, type Position } from '@shuniu/shared/kernel'
import { positionsSignal, type MemberFix, type PositionReading } from '@shuniu/shared/patrol'
import type { Platform } from '../../platform/feature/index.ts'
import { jobOf } from '../../platform/jobs/index.ts'
import { Fixes } from './fixes.ts'
import { trackWriter } from './tracks.ts'

/** A fix older than this is no longer shown; a reading older than this is stored and not shown. */
const shownForMs = 15 * 60_000
/** A reading from further ahead than this comes from a wrong clock and is taken as of now. */
const aheadMs = 60_000
/** Readings older than this belong to no patrol of today. */
const storedForMs = 7 * 86_400_000

/** What the lane needs to know of places; the grids feature has it in memory. */
export interface GridLocator {
  gridAt(position: Position): string | undefined
}

/** The positions lane: latest wins, one frame a room and second, tracks in batches; never through the outbox. */
export function positionsLane(platform: Platform, places: GridLocator) {
  const fixes = new Fixes()
  const tracks = trackWriter(platform)

  function take(reading: PositionReading, actor: Actor, now: number): boolean {
    if (!isMoment(reading.at)) return false
    const read = instant(reading.at)
    const at = toMs(read)
    if (at < now - storedForMs) return false
    const taken = at > now + aheadMs ? instant(now) : read
    const { lon, lat, accuracyM } = reading
    const memberId = actor.accountId
    tracks.add({ memberId, at: taken, lon, lat, accuracyM: accuracyM ?? null })
    if (at < now - shownForMs) return true
    const gridCode = places.gridAt([lon, lat]) ?? null
    const place = { memberId, at: taken, lon, lat, gridCode, areaCode: gridCode ?? actor.scope }
    fixes.put({ ...place, ...(accuracyM !== undefined && { accuracyM }) })
    return true
  }

  function tell(room: string, rows: readonly MemberFix[]): void {
    if (rows.length === 0) return
    platform.live.signal({ name: positionsSignal, room, at: platform.clock.now(), rows: [...rows] })
  }

  function publish(): void {
    const changed = fixes.takeChanged()
    for (const [township, rows] of changed) {
      if (township.length === 9) tell(rooms.township(township), rows)
    }
    tell(rooms.county, fixes.forCounty([...changed.values()].flat()))
  }

  const forget = () => fixes.forgetBefore(instant(toMs(platform.clock.now()) - shownForMs))
  const { log } = platform
  const jobs = [
    jobOf(async () => publish(), { name: 'patrol.publish', everyMs: 1_000, log }),
    jobOf(async () => forget(), { name: 'patrol.forget', everyMs: 60_000, log }),
    jobOf(tracks.flush, { name: 'patrol.tracks', everyMs: 1_000, log }),
  ]

  return {
    /** Takes readings of a member who may be located now; gives how many were usable. */
    takeAll: (readings: readonly PositionReading[], actor: Actor): number => {
      const now = toMs(platform.clock.now())
      return readings.filter(reading => take(reading, actor, now)).length
    },
    leave: (memberId: string) => fixes.leave(memberId),
    isShown: (memberId: string) => fixes.has(memberId),
    within: (areaCode: string) => fixes.within(areaCode),
    start: () => {
      for (const job of jobs) job.start()
    },
    forgetTracks: () => tracks.forget(),
    stop: async () => {
      for (const job of jobs) await job.stop()
      await tracks.flush()
    },
  }
}
