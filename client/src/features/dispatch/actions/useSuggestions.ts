import { may, type Actor } from '@shuniu/shared/identity'
import { computed, watch } from 'vue'
import { createReading } from '../../../platform/http/reading.ts'
import { mayOwn, useOpenedCase } from '../../cases/index.ts'
import { useUnits } from '../../centres/index.ts'
import { ranked, sentBefore } from './suggest.ts'

/** Units to send for the opened case, known before its form is opened; nothing is read for who may not send. */
export function useSuggestions(actor: Actor) {
  const opened = useOpenedCase()
  const units = useUnits()
  const due = computed(() => {
    const { seen } = opened
    const isDue = seen?.status === 'reported' || seen?.status === 'accepted'
    return isDue && may(actor, 'case.assign') ? seen : undefined
  })
  const { value, state, read, forget, expect } = createReading(() => sentBefore(due.value))
  const found = computed(() => {
    const seen = due.value
    if (!seen) return []
    return ranked(seen.categoryCode, value.value ?? [], unitId => {
      const unit = units.byId.get(unitId)
      return unit !== undefined && unit.kind !== 'centre' && mayOwn(unit, seen)
    })
  })
  watch(
    () => due.value && `${due.value.id} ${due.value.categoryCode}`,
    key => {
      if (key === undefined) return forget()
      expect()
      void read()
    },
  )
  return { found, state, read }
}

export type Suggestions = ReturnType<typeof useSuggestions>
