import { watch } from 'vue'
import { createReading } from '../../../platform/http/reading.ts'
import { useOutlines } from './outlines.store.ts'

/** How the borders of a township's grids stand, by its code; where there is no township, nothing is read. */
export function useGridBorders(township: () => string | undefined) {
  const outlines = useOutlines()
  const { state, read, forget, expect } = createReading(() => outlines.loadGrids(township() ?? ''))
  watch(
    township,
    code => {
      if (code === undefined) return forget()
      expect()
      void read()
    },
    { immediate: true },
  )
  return { state, read }
}
