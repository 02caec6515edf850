import { epochFollower } from '../../platform/epochs/index.ts'
import type { Platform, ServerFeature } from '../../platform/feature/index.ts'
import { loadAreas } from './grids.repo.ts'
import { formerDivisionsIn } from './turning.repo.ts'
import { bindGrids } from './grids.routes.ts'
import { mapsOf } from './maps.ts'
import { placesOf, type Places } from './places.ts'

export type { County, CountyDivision, CountyGrid, Ring } from './county.ts'
export { hasCounty, initialsOf, saveCounty, type Area } from './grids.repo.ts'
export { areaNames, areasLeaningOn, countyBounds, divisionRegister, gridRegister } from './registers.repo.ts'
export { middleOf } from './middle.ts'
export { gridHeirs } from './grids.tables.ts'
export { formerGrids, gridsOf, redrawVillage, type GridRow } from './redrawing.repo.ts'
export { createGridIndex, type GridIndex } from './locate.ts'
export type { Places } from './places.ts'
export {
  changedByActs,
  countyDivisions,
  endedCodes,
  formerDivisionsIn,
  turnDivisions,
} from './turning.repo.ts'

export interface GridsFeature extends ServerFeature {
  /** Answers from what was last loaded. */
  readonly places: Places
  /** Reads the county anew from the database; whatever changes it, each process does so by itself within a second. */
  readonly reload: () => Promise<void>
}

/** The county as divisions and grids: names, figures, borders, and which grid a point lies in. */
export function gridsFeature(platform: Platform): GridsFeature {
  let loaded = placesOf([])
  let maps = mapsOf(loaded)
  const places: Places = {
    gridAt: position => loaded.gridAt(position),
    villageOf: position => loaded.villageOf(position),
    isInsideCounty: position => loaded.isInsideCounty(position),
    countyCode: () => loaded.countyCode(),
    all: () => loaded.all(),
    areaOf: code => loaded.areaOf(code),
    nameOf: code => loaded.nameOf(code),
    fullNameOf: code => loaded.fullNameOf(code),
    fullNameOn: (code, day) => loaded.fullNameOn(code, day),
    presentOf: code => loaded.presentOf(code),
    former: () => loaded.former(),
    childrenOf: code => loaded.childrenOf(code),
    isOutlined: code => loaded.isOutlined(code),
    within: (code, level) => loaded.within(code, level),
    watchable: () => loaded.watchable(),
  }
  const reload = async () => {
    loaded = placesOf(await loadAreas(platform.database), await formerDivisionsIn(platform.database))
    maps = mapsOf(loaded)
  }
  const following = epochFollower(platform, { of: 'areas', reread: reload })
  return {
    name: 'grids',
    places,
    reload,
    bind: on => bindGrids(on, { places, maps: () => maps }),
    start: following.start,
    stop: following.stop,
  }
}
