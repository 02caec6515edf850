import { loadAhead, loadedOnce } from '../loading/index.ts'

/** The engine and its worker; loaded when a map is first shown. */
export const loadStage = loadedOnce(() => import('./stage.ts'))

/** For a page that is nothing without its map: the engine comes with the page, its worker with the engine. */
export const loadMapAhead = (): void => loadAhead(loadStage)
