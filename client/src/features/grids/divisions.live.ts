import { divisionFacts } from '@shuniu/shared/grids'
import { bindEar, type BoundEar } from '../../platform/live/index.ts'
import { useDivisions } from './divisions.store.ts'
import { useOutlines } from './map/outlines.store.ts'

/** Names, codes and borders are read anew as soon as an act has changed them: no page has to be loaded again. */
export const divisionEar = (): BoundEar =>
  bindEar(divisionFacts, {
    'division.changed': () => {
      void useDivisions().reread()
      void useOutlines().reread()
    },
  })
