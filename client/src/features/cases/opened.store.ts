import { seeCase, type CaseDetail, type CaseView } from '@shuniu/shared/cases'
import { grant, type Result } from '@shuniu/shared/kernel'
import { defineStore } from 'pinia'
import { computed, shallowRef, watch } from 'vue'
import { call } from '../../platform/http/index.ts'
import { createReading } from '../../platform/http/reading.ts'
import { useCases } from './cases.store.ts'

/** The one case a page has open: its detail, read anew whenever a fact says that the case has moved on. */
export const useOpenedCase = defineStore('openedCase', () => {
  const cases = useCases()
  const id = shallowRef<string>()
  const reading = createReading(read)
  const detail = computed(() => reading.value.value)
  /** The case that was open here and is ours to see no more, as it was last seen. */
  const left = shallowRef<CaseView>()
  /** The case as it is known now: facts may be ahead of the detail by a moment. */
  const seen = computed(() => {
    if (id.value === undefined) return undefined
    return cases.byId.get(id.value) ?? detail.value?.case
  })

  /** An answer that a fact has overtaken is older than what is here, and changes nothing. */
  async function read(): Promise<Result<CaseDetail>> {
    const answer = await call(seeCase, { params: { id: id.value ?? '' } })
    if (!answer.ok) return answer
    const known = detail.value
    const isOlder = known?.case.id === answer.value.case.id && known.case.version > answer.value.case.version
    return isOlder ? grant(known) : answer
  }
  async function fetch(): Promise<void> {
    if (id.value === undefined) return
    const answer = await reading.read()
    if (answer.ok && answer.value.case.id === id.value) cases.put(answer.value.case)
  }

  function turnTo(next: string | undefined): void {
    id.value = next
    reading.forget()
  }
  function close(): void {
    turnTo(undefined)
    left.value = undefined
  }
  /** Opens a case; one that is open already is left as it is. */
  async function open(next: string): Promise<void> {
    left.value = undefined
    if (id.value === next && detail.value) return
    turnTo(next)
    await fetch()
  }

  // Also when the answer comes after the fact that has overtaken it: nothing else would read the case anew.
  watch([() => seen.value?.version, () => detail.value?.case.version], ([version, read]) => {
    if (version !== undefined && read !== undefined && version > read) void fetch()
  })
  watch(
    () => id.value !== undefined && cases.hasLeft(id.value),
    isGone => {
      if (!isGone) return
      left.value = detail.value?.case
      turnTo(undefined)
    },
    { flush: 'sync' },
  )

  return { id, seen, detail, state: reading.state, left, open, close, fetch }
})
