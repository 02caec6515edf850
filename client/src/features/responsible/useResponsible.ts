import { listResponsible } from '@shuniu/shared/staffing'
import { watch } from 'vue'
import { call } from '../../platform/http/index.ts'
import { createReading } from '../../platform/http/reading.ts'

/** Who answers for a village, read anew when another one is looked at. */
export function useResponsible(area: () => string) {
  const reading = createReading(() => call(listResponsible, { params: { code: area() } }))
  watch(
    area,
    () => {
      reading.expect()
      void reading.read()
    },
    { immediate: true },
  )
  return reading
}
