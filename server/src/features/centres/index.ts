import { listUnits, type UnitView } from '@shuniu/shared/centres'
import { grant } from '@shuniu/shared/kernel'
import { epochFollower } from '../../platform/epochs/index.ts'
import type { Platform, ServerFeature } from '../../platform/feature/index.ts'
import { allUnits, formerCentres } from './centres.repo.ts'
import { directoryOf, type Directory } from './directory.ts'

export { addUnits } from './centres.repo.ts'
export {
  countUnitsIn,
  moveUnits,
  unitKeyOf,
  unitRegister,
  unitsIn,
  unitsNamed,
  type NamedUnit,
} from './registers.repo.ts'
export type { Directory } from './directory.ts'

export interface Centres extends ServerFeature, Directory {
  /** Reads the units anew; whatever changes them, each process does so by itself within a second. */
  reload(): Promise<void>
}

/** Units: governance centres, departments and forces. */
export function centresFeature(platform: Pick<Platform, 'database' | 'log'>): Centres {
  let directory = directoryOf([])
  const reload = async () => {
    directory = directoryOf(await allUnits(platform.database), await formerCentres(platform.database))
  }
  const following = epochFollower(platform, { of: 'units', reread: reload })
  const isIn = (area: string | undefined) => (unit: UnitView) =>
    area === undefined || unit.areaCode.startsWith(area)
  return {
    name: 'centres',
    centreOf: areaCode => directory.centreOf(areaCode),
    unitById: id => directory.unitById(id),
    seenBy: actor => directory.seenBy(actor),
    reload,
    start: following.start,
    stop: following.stop,
    bind: on =>
      on(listUnits, async ({ query, actor }) =>
        grant({ items: directory.seenBy(actor).filter(isIn(query.area)) }),
      ),
  }
}
