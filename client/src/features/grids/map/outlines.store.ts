import { mapCounty, mapDivision, mapGrids, type AreaFeature, type CountyMap } from '@shuniu/shared/grids'
import { grant, type Refusal, type Result } from '@shuniu/shared/kernel'
import { defineStore } from 'pinia'
import { computed, shallowReactive, shallowRef } from 'vue'
import { call } from '../../../platform/http/index.ts'
import { boundsOf, type Bounds } from '../../../platform/map/bounds.ts'

/** Borders of the divisions this account may see: the county's at once, grids by township on demand. */
export const useOutlines = defineStore('outlines', () => {
  const county = shallowRef<AreaFeature>()
  const townships = shallowRef<readonly AreaFeature[]>([])
  const villages = shallowRef<readonly AreaFeature[]>([])
  const gridsByTownship = shallowReactive(new Map<string, readonly AreaFeature[]>())
  const isSynthetic = shallowRef(false)
  const refused = shallowRef<Refusal>()

  const areas = computed(
    () =>
      new Map(
        [...(county.value ? [county.value] : []), ...townships.value, ...villages.value].map(
          area => [area.properties.code, area] as const,
        ),
      ),
  )

  function put(seen: CountyMap): void {
    county.value = seen.county ?? undefined
    townships.value = seen.townships.features
    villages.value = seen.villages.features
    isSynthetic.value = seen.townships.synthetic || seen.villages.synthetic
  }

  let loadedFor: string | undefined

  /** The whole county; to an account that may see only a part of it, that part. */
  async function load(scope: string): Promise<Result<true>> {
    loadedFor = scope
    const whole = await call(mapCounty)
    if (whole.ok) put(whole.value)
    const part = whole.ok ? whole : await call(mapDivision, { params: { code: scope.slice(0, 12) } })
    refused.value = part.ok ? undefined : part.refusal
    if (!part.ok) return part
    if ('features' in part.value) {
      villages.value = part.value.features
      isSynthetic.value = part.value.synthetic
    }
    return grant(true)
  }

  /** Fetches the grids of a township unless they are here. */
  async function loadGrids(township: string): Promise<Result<true>> {
    if (gridsByTownship.has(township)) return grant(true)
    const answer = await call(mapGrids, { params: { code: township } })
    if (!answer.ok) return answer
    gridsByTownship.set(township, answer.value.features)
    return grant(true)
  }

  /** Fetches anew whatever is here. */
  async function reread(): Promise<void> {
    if (loadedFor !== undefined) await load(loadedFor)
    const townshipsHere = [...gridsByTownship.keys()]
    gridsByTownship.clear()
    for (const township of townshipsHere) await loadGrids(township)
  }

  /** The box around a division; around all that is known when its own border is not. */
  function boundsFor(code: string): Bounds | undefined {
    const own = areas.value.get(code)
    const shown = own ? [own] : villages.value.filter(area => area.properties.code.startsWith(code))
    return boundsOf(shown.flatMap(area => area.geometry.coordinates.flat()))
  }

  return {
    county,
    townships,
    villages,
    gridsByTownship,
    isSynthetic,
    refused,
    areas,
    reread,
    load,
    loadGrids,
    boundsFor,
  }
})
