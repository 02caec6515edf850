import { listDivisions } from '@shuniu/shared/grids'
import { computed, shallowReactive } from 'vue'
import { useSession } from '../../platform/auth/index.ts'
import { call } from '../../platform/http/index.ts'
import { useUnits } from '../../features/centres/index.ts'
import { useDivisions } from '../../features/grids/index.ts'
import type { AreaChoices, PlaceChoice } from '../../features/identity/index.ts'

/** The divisions, grids and units that this administrator's accounts may belong to. */
export function useAffiliations() {
  const session = useSession()
  const divisions = useDivisions()
  const units = useUnits()
  const grids = shallowReactive(new Map<string, readonly PlaceChoice[]>())
  const asked = new Set<string>()
  void divisions.load()
  void units.load()

  const isOwn = (code: string) => code.startsWith(session.actor?.scope ?? '')
  const groupOf = (code: string) => (code.length > 9 ? divisions.nameOf(code.slice(0, 9)) : '')
  async function fetchGrids(village: string): Promise<void> {
    if (asked.has(village)) return
    asked.add(village)
    const answer = await call(listDivisions, { query: { parent: village } })
    if (!answer.ok) return void asked.delete(village)
    grids.set(
      village,
      answer.value.items.map(({ code, name }) => ({ id: code, text: `${name} ${code}` })),
    )
  }
  return computed((): AreaChoices => ({
    areas: [...divisions.byCode.values()]
      .filter(({ code }) => isOwn(code))
      .map(({ code, name }) => ({ id: code, text: `${name} ${code}`, group: groupOf(code) })),
    units: [...units.byId.values()]
      .filter(({ areaCode }) => isOwn(areaCode))
      .map(({ id, name, areaCode }) => ({ id, text: name, areaCode })),
    gridsOf(village) {
      void fetchGrids(village)
      return grids.get(village) ?? []
    },
  }))
}
