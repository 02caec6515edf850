import { shanghaiDay } from '@shuniu/shared/calendar'
import {
  bookOf,
  listDivisions,
  nameOn,
  parentOf,
  presentOf,
  type DivisionView,
  type FormerDivision,
} from '@shuniu/shared/grids'
import { instant, type Position } from '@shuniu/shared/kernel'
import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import { call } from '../../platform/http/index.ts'
import { createReading } from '../../platform/http/reading.ts'

/** The register of divisions and grids as far as this account may see it; fetched once, and anew when an act has changed it. */
export const useDivisions = defineStore('divisions', () => {
  const byCode = shallowRef<ReadonlyMap<string, DivisionView>>(new Map())

  /** What divisions were, in the order of the acts that changed them. */
  const former = shallowRef<readonly FormerDivision[]>([])
  const book = computed(() => bookOf(former.value, code => byCode.value.get(code)?.name))

  const put = (divisions: readonly DivisionView[]): void => {
    byCode.value = new Map(divisions.map(division => [division.code, division]))
  }
  const reading = createReading(async () => {
    const known = await call(listDivisions, { query: {} })
    if (known.ok) {
      former.value = known.value.former
      put(known.value.items)
    }
    return known
  })
  /** Fetches the register unless it is here already or asked for; what fails in passing is asked again by itself. */
  async function load(): Promise<void> {
    if (byCode.value.size === 0 && !reading.isReading.value) await reading.read()
  }
  /** The name of a division, or of the nearest one above it that is known; empty when none is. */
  function nameOf(code: string): string {
    const known = byCode.value.get(code)
    if (known) return known.name
    const parent = parentOf(code)
    return parent === undefined ? '' : nameOf(parent)
  }
  /** The name that a division had at a moment, also of one that has ended since. */
  const nameThen = (code: string, at: string): string =>
    nameOn(book.value, code, shanghaiDay(instant(at))) ?? nameOf(code)
  /** Where the middle of a division lies; undefined while its outline is not known. */
  const centreOf = (code: string): Position | undefined => byCode.value.get(code)?.centre ?? undefined
  return {
    byCode,
    former,
    put,
    load,
    /** Fetches it anew: something in it has changed. */
    reread: () => reading.read(),
    nameOf,
    nameThen,
    /** What stands today for a code that may be a former one. */
    presentOf: (code: string) => presentOf(book.value, code),
    centreOf,
    state: reading.state,
  }
})
