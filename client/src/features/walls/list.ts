import { listCases, type CaseView } from '@shuniu/shared/cases'
import { grant, type Result } from '@shuniu/shared/kernel'
import { computed, shallowRef } from 'vue'
import { call } from '../../platform/http/index.ts'
import { createReading } from '../../platform/http/reading.ts'
import { valueOf } from '../../platform/http/readState.ts'
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
  /** Cursors of the pages gone through; the first page has none. */
  let trail: (string | undefined)[] = []
  const reading = createReading(async (): Promise<Result<ListPage>> => {
    const cursor = trail.at(-1)
    const from = (trail.length - 1) * pageSize + 1
    const answer = await call(listCases, {
      query: {
        sort: 'level',
        ...number.value?.filter,
        limit: pageSize,
        ...(cursor !== undefined && { cursor }),
      },
    })
    return answer.ok ? grant({ ...answer.value, from }) : answer
  })
  const page = computed(() => valueOf(reading.state.value))
  /** Another page is another question: its rows never stand under the numbers of this one. */
  async function turn(): Promise<void> {
    reading.forget()
    await reading.read()
  }

  return {
    number,
    page,
    state: reading.state,
    again: () => reading.read(),
    async open(asked: CountedNumber): Promise<void> {
      number.value = asked
      trail = [undefined]
      await turn()
    },
    async next(): Promise<void> {
      const shown = page.value
      if (!shown?.next) return
      trail.push(shown.next)
      await turn()
    },
    async previous(): Promise<void> {
      if (trail.length < 2) return
      trail.pop()
      await turn()
    },
    close: () => void (number.value = undefined),
  }
}

export type NumberList = ReturnType<typeof useNumberList>
