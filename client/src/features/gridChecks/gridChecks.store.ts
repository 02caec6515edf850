import {
  changeGridFinding,
  listGridFindings,
  recheckGrids,
  seeGridChecks,
  type GridCheck,
  type GridFinding,
  type GridFindingState,
} from '@shuniu/shared/gridChecks'
import type { Result } from '@shuniu/shared/kernel'
import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import { call } from '../../platform/http/index.ts'
import { createReading } from '../../platform/http/reading.ts'

export interface FindingFilter {
  readonly check: GridCheck | undefined
  readonly state: GridFindingState
  /** A township's code; all of one's division when absent. */
  readonly area: string | undefined
}

export interface FindingTask {
  readonly state: 'open' | 'waived'
  readonly dueOn: string
  readonly note: string | null
}

/** What the rounds of checks have found: the numbers, and the list that a filter picks from them, page by page. */
export const useGridChecks = defineStore('gridChecks', () => {
  const filter = shallowRef<FindingFilter>({ check: undefined, state: 'open', area: undefined })
  const summary = createReading(() => call(seeGridChecks, { query: {} }))
  const queryOf = ({ check, state, area }: FindingFilter, cursor?: string) => ({
    state,
    ...(check !== undefined && { check }),
    ...(area !== undefined && { area }),
    ...(cursor !== undefined && { cursor }),
  })
  const list = createReading(() => call(listGridFindings, { query: queryOf(filter.value) }))
  const isReadingOn = shallowRef(false)

  /** Puts the finding as it is now in its place; one that the filter no longer picks stays until the list is read anew. */
  function replace(finding: GridFinding): void {
    const known = list.value.value
    if (known) list.take({ ...known, items: known.items.map(one => (one.id === finding.id ? finding : one)) })
  }

  return {
    filter,
    state: list.state,
    summaryState: summary.state,
    summary: computed(() => summary.value.value),
    findings: computed(() => list.value.value?.items ?? []),
    hasMore: computed(() => (list.value.value?.next ?? null) !== null),
    isReadingOn,
    read: () => Promise.all([summary.read(), list.read()]),
    async pick(part: Partial<FindingFilter>): Promise<void> {
      filter.value = { ...filter.value, ...part }
      await list.read()
    },
    /** The next page; one that was asked for under another filter is dropped. */
    async readOn(): Promise<void> {
      const known = list.value.value
      const asked = filter.value
      if (!known || known.next === null || isReadingOn.value) return
      isReadingOn.value = true
      const answer = await call(listGridFindings, { query: queryOf(asked, known.next) })
      isReadingOn.value = false
      if (!answer.ok || filter.value !== asked || list.value.value !== known) return
      list.take({ ...answer.value, items: [...known.items, ...answer.value.items] })
    },
    recheck: () => call(recheckGrids),
    async change({ id, version }: GridFinding, task: FindingTask): Promise<Result<GridFinding>> {
      const answer = await call(changeGridFinding, {
        params: { id },
        body: { seenVersion: version, ...task },
      })
      if (answer.ok) replace(answer.value)
      else await list.read()
      void summary.read()
      return answer
    },
  }
})
