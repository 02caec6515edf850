import { setImmediate as breathe } from 'node:timers/promises'
import { addDays, shanghaiDay } from '@shuniu/shared/calendar'
import { gridChecks, holdingFaults, type GridHolder, type RegisteredGrid } from '@shuniu/shared/gridChecks'
import { instant, toMs, type Instant } from '@shuniu/shared/kernel'
import { inTx } from '../../platform/db/index.ts'
import type { Platform } from '../../platform/feature/index.ts'
import { jobOf, type Job } from '../../platform/jobs/index.ts'
import type { Area, Places } from '../grids/index.ts'
import { gridAccountsUnder } from '../identity/index.ts'
import {
  areasEpoch,
  besideGrids,
  claimRound,
  endRound,
  keepFindings,
  mendOthers,
  saveFaults,
  type FaultToKeep,
} from './gridChecks.repo.ts'
import { outlineFaults, type OutlineFault } from './outlines.ts'

export type GridRoundDeps = Pick<Platform, 'database' | 'clock' | 'ids' | 'log'> & {
  readonly places: Pick<Places, 'countyCode' | 'within'>
  /** Takes the county into memory as it stands now. */
  readonly reload: () => Promise<void>
}

const lookEveryMs = 5_000
const againAfterMs = 86_400_000
/** A county is gone through in seconds; who has not come to an end by then has died. */
const abandonedAfterMs = 600_000

/** A village whose outlines could not be reckoned with. */
interface Unchecked {
  readonly villageCode: string
}

/**
 * Checks all grids of the county: after each change of it, when somebody asks, and once a day. Township by township, so that
 * others have their turn; a village that cannot be reckoned with keeps its findings and stops nothing. Source: S40.
 */
export function gridRoundsOf(deps: GridRoundDeps): Job {
  const { database, clock, places, log } = deps

  function outlinesOf(village: Area, grids: readonly Area[]): readonly OutlineFault[] | Unchecked {
    const outlined = grids.flatMap(({ code, boundary }) => (boundary ? [{ code, boundary }] : []))
    try {
      return outlineFaults({ code: village.code, boundary: village.boundary, grids: outlined })
    } catch (cause) {
      log.warn({ cause, village: village.code }, 'the outlines of a village could not be checked')
      return { villageCode: village.code }
    }
  }

  async function registered(township: string): Promise<RegisteredGrid[]> {
    const beside = new Map((await besideGrids(database, township)).map(one => [one.code, one]))
    return places
      .within(township, 'grid')
      .flatMap(({ code, parentCode, population, households, boundary }) => {
        const known = beside.get(code)
        if (!known || parentCode === null) return []
        const { specialKind, hasCases } = known
        const figures = { code, villageCode: parentCode, population, households }
        return [{ ...figures, specialKind, hasCases, hasOutline: boundary !== null }]
      })
  }

  async function checkTownship(township: string, holders: readonly GridHolder[], at: Instant): Promise<void> {
    const today = shanghaiDay(at)
    const found: OutlineFault[] = holdingFaults(await registered(township), holders)
      .filter(({ subject }) => subject.startsWith(township))
      .map(fault => ({ ...fault, pieces: [] }))
    const unchecked: string[] = []
    for (const village of places.within(township, 'village')) {
      const drawn = outlinesOf(village, places.within(village.code, 'grid'))
      if ('villageCode' in drawn) unchecked.push(drawn.villageCode)
      else found.push(...drawn)
      await breathe()
    }
    const faults = found.map((fault): FaultToKeep => {
      const dueOn = addDays(today, gridChecks[fault.check].mendWithinDays)
      return { ...fault, id: deps.ids.next(), dueOn }
    })
    await inTx(database, async tx => {
      await saveFaults(tx, faults, at)
      for (const code of unchecked) await keepFindings(tx, code, at)
    })
  }

  async function round(county: string, at: Instant): Promise<void> {
    const accounts = await gridAccountsUnder(database, county, at)
    const holders = accounts.map(({ accountId, ...one }) => ({ ...one, personKey: accountId }))
    for (const { code } of places.within(county, 'township')) await checkTownship(code, holders, at)
    await inTx(database, async tx => {
      await mendOthers(tx, at)
      await endRound(tx, clock.now())
    })
  }

  async function look(): Promise<void> {
    const county = places.countyCode()
    if (county === undefined) return
    const at = clock.now()
    const epoch = await areasEpoch(database)
    const claim = {
      at,
      epoch,
      abandonedBefore: instant(toMs(at) - abandonedAfterMs),
      staleBefore: instant(toMs(at) - againAfterMs),
    }
    if (!(await inTx(database, tx => claimRound(tx, claim)))) return
    // A round says of which change of the county it is: what is in memory may be of the one before.
    await deps.reload()
    await round(county, at)
  }

  return jobOf(look, { name: 'gridChecks', everyMs: lookEveryMs, log })
}
