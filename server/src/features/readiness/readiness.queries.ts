import { shanghaiDay, yearStatus, type DutyTime } from '@shuniu/shared/calendar'
import { roleCodes, roleRow, type Actor, type Permission } from '@shuniu/shared/identity'
import {
  readinessStepNames,
  type ReadinessStep,
  type ReadinessView,
  type StepCount,
} from '@shuniu/shared/readiness'
import { grant, type Result } from '@shuniu/shared/kernel'
import type { Platform } from '../../platform/feature/index.ts'
import type { Directory } from '../centres/index.ts'
import type { Places } from '../grids/index.ts'
import { scopesHeld } from '../identity/index.ts'
import { staffedUnits } from '../staffing/index.ts'

export interface ReadinessDeps extends Pick<Platform, 'database' | 'clock'> {
  readonly places: Places
  readonly units: Directory
  readonly duty: () => DutyTime
}

const rolesWith = (permission: Permission) => roleCodes.filter(role => roleRow(role).may.includes(permission))
/** Screens, enrolled or signed in; not the leaders, who look at the same page. */
const wallRoles = roleCodes.filter(role => roleRow(role).session === 'wall')

const share = <T>(all: readonly T[], has: (one: T) => boolean): StepCount => ({
  have: all.filter(has).length,
  of: all.length,
})

/** Counts what a division has and lacks, from the memory of the county and three short questions. */
export function readinessQueries({ database, clock, places, units, duty }: ReadinessDeps) {
  const heldBy = (permission: Permission, within: string) =>
    scopesHeld(database, { roles: rolesWith(permission), within })

  /** The next year's notice comes out in November: from December on it is asked for. */
  function calendar(): StepCount {
    const day = shanghaiDay(clock.now())
    const year = Number(day.slice(0, 4))
    const wanted = day.slice(5) < '12-01' ? [year] : [year, year + 1]
    return share(wanted, one => yearStatus(one, duty().calendar) !== 'provisional')
  }

  async function counts({
    scope,
  }: Pick<Actor, 'scope'>): Promise<Readonly<Record<ReadinessStep, StepCount>>> {
    const townships = places.within(scope, 'township')
    const villages = places.within(scope, 'village')
    const grids = places.within(scope, 'grid')
    const divisions = [...townships, ...villages]
    const centres = units
      .seenBy({ scope })
      .filter(({ kind, areaCode }) => kind === 'centre' && areaCode.startsWith(scope))
    const centred = new Set(centres.map(({ areaCode }) => areaCode))
    const [staffed, accepting, reporting, walls] = await Promise.all([
      staffedUnits(database, shanghaiDay(clock.now())),
      heldBy('case.accept', scope),
      heldBy('report.make', scope),
      scopesHeld(database, { roles: wallRoles, within: scope }),
    ])
    return {
      divisions: { have: divisions.length, of: null },
      outlines: share(divisions, ({ boundary }) => boundary !== null),
      grids: share(villages, ({ code }) => places.childrenOf(code).length > 0),
      units: share(divisions, ({ code }) => centred.has(code)),
      persons: share(centres, ({ id }) => staffed.has(id)),
      desks: share(townships, ({ code }) => accepting.has(code)),
      members: share(grids, ({ code }) => reporting.has(code)),
      calendar: calendar(),
      walls: { have: walls.size, of: null },
    }
  }

  return {
    async see(actor: Pick<Actor, 'scope'>): Promise<Result<ReadinessView>> {
      const counted = await counts(actor)
      return grant({ steps: readinessStepNames.map(step => ({ step, ...counted[step] })) })
    },
  }
}
