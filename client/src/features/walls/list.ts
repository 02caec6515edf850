import { listCases, type CaseView } from '@shuniu/shared/cases'
import type { Refusal } from '@shuniu/shared/kernel'
import { shallowRef } from 'vue'
import { call } from '../../platform/http/index.ts'
import type { CountedNumber } from '../statistics/index.ts'

export interface ListPage {
  readonly items: readonly CaseView[]
  readonly total: number
  readonly next: string | null
  /** Number of the first case shown, from 1. */
  readonly from: number
}

const pageSize = 20

/** The list behind a number, page by page: exactly its filter, nothing added. */
export function useNumberList() {
  const number = shallowRef<CountedNumber>()
  const page = shallowRef<ListPage>()
  const refused = shallowRef<Refusal>()
  const isLoading = shallowRef(false)
  /** Cursors of the pages gone through; the first page has none. */
  let trail: (string | undefined)[] = []

  async function fetch(from: number): Promise<void> {
    const asked = number.value
    if (!asked) return
    const cursor = trail.at(-1)
    isLoading.value = true
    const answer = await call(listCases, {
      query: { sort: 'level', ...asked.filter, limit: pageSize, ...(cursor !== undefined && { cursor }) },
    })
    if (number.value !== asked) return
    isLoading.value = false
    refused.value = answer.ok ? undefined : answer.refusal
    if (answer.ok) page.value = { ...answer.value, from }
  }

  return {
    number,
    page,
    refused,
    isLoading,
    async open(asked: CountedNumber): Promise<void> {
      number.value = asked
      page.value = undefined
      trail = [undefined]
      await fetch(1)
    },
    async next(): Promise<void> {
      const shown = page.value
      if (!shown?.next) return
      trail.push(shown.next)
      await fetch(shown.from + shown.items.length)
    },
    async previous(): Promise<void> {
      if (trail.length < 2) return
      trail.pop()
      await fetch((trail.length - 1) * pageSize + 1)
    },
    close: () => void (number.value = undefined),
  }
}

export type NumberList = ReturnType<typeof useNumberList>
