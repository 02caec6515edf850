import { listUnits, type UnitView } from '@shuniu/shared/centres'
import { grant } from '@shuniu/shared/kernel'
import type { Platform, ServerFeature } from '../../platform/feature/index.ts'
import { allUnits } from './centres.repo.ts'
import { directoryOf, type Directory } from './directory.ts'

export { addUnits } from './centres.repo.ts'
export type { Directory } from './directory.ts'

export interface Centres extends ServerFeature, Directory {
  /** Reads the units anew, after an import. */
  reload(): Promise<void>
}

/** Units: governance centres, departments and forces. */
export function centresFeature({ database }: Pick<Platform, 'database'>): Centres {
  let directory = directoryOf([])
  const reload = async () => {
    directory = directoryOf(await allUnits(database))
  }
  const isIn = (area: string | undefined) => (unit: UnitView) =>
    area === undefined || unit.areaCode.startsWith(area)
  return {
    name: 'centres',
    centreOf: areaCode => directory.centreOf(areaCode),
    unitById: id => directory.unitById(id),
    seenBy: actor => directory.seenBy(actor),
    reload,
    start: reload,
    bind: on =>
      on(listUnits, async ({ query, actor }) =>
        grant({ items: directory.seenBy(actor).filter(isIn(query.area)) }),
      ),
  }
}
