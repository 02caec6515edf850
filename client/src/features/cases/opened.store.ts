import { seeCase, type CaseDetail, type CaseView } from '@shuniu/shared/cases'
import type { Refusal } from '@shuniu/shared/kernel'
import { defineStore } from 'pinia'
import { computed, shallowRef, watch } from 'vue'
import { call } from '../../platform/http/index.ts'
import { useCases } from './cases.store.ts'

/** The one case a page has open: its detail, read anew whenever a fact says that the case has moved on. */
export const useOpenedCase = defineStore('openedCase', () => {
  const cases = useCases()
  const id = shallowRef<string>()
  const detail = shallowRef<CaseDetail>()
  const refused = shallowRef<Refusal>()
  const isLoading = shallowRef(false)
  /** The case that was open here and is ours to see no more, as it was last seen. */
  const left = shallowRef<CaseView>()
  /** The case as it is known now: facts may be ahead of the detail by a moment. */
  const seen = computed(() => {
    if (id.value === undefined) return undefined
    return cases.byId.get(id.value) ?? detail.value?.case
  })

  async function fetch(): Promise<void> {
    const asked = id.value
    if (asked === undefined) return
    isLoading.value = true
    const answer = await call(seeCase, { params: { id: asked } })
    if (id.value !== asked) return
    isLoading.value = false
    refused.value = answer.ok ? undefined : answer.refusal
    if (!answer.ok) return
    cases.put(answer.value.case)
    const known = detail.value?.case
    if (known?.id === asked && known.version > answer.value.case.version) return
    detail.value = answer.value
  }

  function turnTo(next: string | undefined): void {
    id.value = next
    detail.value = undefined
    refused.value = undefined
    isLoading.value = false
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

  watch(
    () => seen.value?.version,
    version => {
      if (version !== undefined && detail.value && version > detail.value.case.version) void fetch()
    },
  )
  watch(
    () => id.value !== undefined && cases.hasLeft(id.value),
    isGone => {
      if (!isGone) return
      left.value = detail.value?.case
      turnTo(undefined)
    },
    { flush: 'sync' },
  )

  return { id, seen, detail, refused, isLoading, left, open, close, fetch }
})
