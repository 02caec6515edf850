import { listUnitProposals, type UnitProposal } from '@shuniu/shared/dispatch'
import { may, type Actor } from '@shuniu/shared/identity'
import { grant, type Result } from '@shuniu/shared/kernel'
import { computed, watch } from 'vue'
import { call } from '../../../platform/http/index.ts'
import { createReading } from '../../../platform/http/reading.ts'
import { useOpenedCase } from '../../cases/index.ts'

/** The proposals of one case. */
interface ProposedUnits {
  readonly id: string | undefined
  readonly items: readonly UnitProposal[]
}

const statuses: readonly string[] = ['reported', 'escalated', 'accepted']

/** Units to send for the opened case, known before its form is opened; nothing is read for who may not send. */
export function useSuggestions(actor: Actor) {
  const opened = useOpenedCase()
  const due = computed(() => {
    const { seen } = opened
    return seen && statuses.includes(seen.status) && may(actor, 'case.assign') ? seen : undefined
  })
  const { value, state, read, forget, expect } = createReading(async (): Promise<Result<ProposedUnits>> => {
    const id = due.value?.id
    if (id === undefined) return grant({ id, items: [] })
    const answer = await call(listUnitProposals, { params: { id } })
    return answer.ok ? grant({ id, items: answer.value.items }) : answer
  })
  /** Never those of the case that was open before. */
  const found = computed(() => (value.value?.id === due.value?.id ? (value.value?.items ?? []) : []))
  watch(
    () => due.value && `${due.value.id} ${due.value.categoryCode} ${due.value.tier}`,
    key => {
      if (key === undefined) return forget()
      expect()
      void read()
    },
  )
  return { found, state, read }
}

export type Suggestions = ReturnType<typeof useSuggestions>
