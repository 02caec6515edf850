import { rooms } from '@shuniu/shared/identity'
import { Overview, overviewSignal } from '@shuniu/shared/statistics'
import { defineStore } from 'pinia'
import { Check } from 'typebox/schema'
import { shallowReactive } from 'vue'
import type { SignalFrame } from '@shuniu/shared/live'

/** The room in which the overview of a division is told. */
export const overviewRoom = (area: string): string => {
  if (area.length === 6) return rooms.county
  return area.length === 9 ? rooms.township(area) : rooms.village(area)
}

/** The latest overview pushed for each division looked at; the highest `asOf` wins, the day after the day. */
export const useOverviews = defineStore('overviews', () => {
  const byArea = shallowReactive(new Map<string, Overview>())

  function put(seen: Overview): void {
    const known = byArea.get(seen.areaCode)
    if (known && (known.asOf > seen.asOf || (known.asOf === seen.asOf && known.at > seen.at))) return
    byArea.set(seen.areaCode, seen)
  }

  /** Takes the rows of a signal; what is not an overview is left alone. */
  function hear({ rows }: SignalFrame): void {
    for (const row of rows) if (Check(Overview, row)) put(row)
  }

  return { byArea, hear }
})

export { overviewSignal }
