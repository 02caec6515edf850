import { listDivisions, parentOf, type DivisionView } from '@shuniu/shared/grids'
import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import { call } from '../../platform/http/index.ts'
import { createReading } from '../../platform/http/reading.ts'

/** The register of divisions and grids as far as this account may see it; fetched once. */
export const useDivisions = defineStore('divisions', () => {
  const byCode = shallowRef<ReadonlyMap<string, DivisionView>>(new Map())

  const put = (divisions: readonly DivisionView[]): void => {
    byCode.value = new Map(divisions.map(division => [division.code, division]))
  }
  const reading = createReading(async () => {
    const known = await call(listDivisions, { query: {} })
    if (known.ok) put(known.value.items)
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
  return { byCode, put, load, nameOf, state: reading.state }
})
