import { may, type Actor } from '@shuniu/shared/identity'
import { shallowRef, watch, type Ref } from 'vue'
import { mayOwn, useOpenedCase } from '../../cases/index.ts'
import { useUnits } from '../../centres/index.ts'
import { ranked, sentBefore, type Suggestion } from './suggest.ts'

/** Units to send for the opened case, known before its form is opened; none for who may not send. */
export function useSuggestions(actor: Actor): Readonly<Ref<readonly Suggestion[]>> {
  const opened = useOpenedCase()
  const units = useUnits()
  const found = shallowRef<readonly Suggestion[]>([])
  const asked = () => {
    const { seen } = opened
    const isDue = seen?.status === 'reported' || seen?.status === 'accepted'
    return isDue && may(actor, 'case.assign') ? `${seen.id} ${seen.categoryCode}` : undefined
  }
  watch(asked, async key => {
    found.value = []
    const { seen } = opened
    if (key === undefined || !seen) return
    const sent = await sentBefore(seen)
    if (key !== asked()) return
    found.value = ranked(seen.categoryCode, sent, unitId => {
      const unit = units.byId.get(unitId)
      return unit !== undefined && unit.kind !== 'centre' && mayOwn(unit, seen)
    })
  })
  return found
}
