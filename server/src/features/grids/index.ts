import type { Platform, ServerFeature } from '../../platform/feature/index.ts'
import { loadAreas } from './grids.repo.ts'
import { bindGrids } from './grids.routes.ts'
import { mapsOf } from './maps.ts'
import { placesOf, type Places } from './places.ts'

export type { County, CountyDivision, CountyGrid, Ring } from './county.ts'
export { hasCounty, initialsOf, saveCounty, type Area } from './grids.repo.ts'
export { createGridIndex, type GridIndex } from './locate.ts'
export type { Places } from './places.ts'

export interface GridsFeature extends ServerFeature {
  /** Answers from what was last loaded. */
  readonly places: Places
  /** Reads the county anew from the database: at start, and after an import. */
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
    childrenOf: code => loaded.childrenOf(code),
    within: (code, level) => loaded.within(code, level),
    watchable: () => loaded.watchable(),
  }
  const reload = async () => {
    loaded = placesOf(await loadAreas(platform.database))
    maps = mapsOf(loaded)
  }
  return {
    name: 'grids',
    places,
    reload,
    bind: on => bindGrids(on, { places, maps: () => maps }),
    start: reload,
  }
}
