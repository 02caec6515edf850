import { listActs, type ActKind } from '@shuniu/shared/audit'
import { defineStore } from 'pinia'
import { ref } from 'vue'
import { call } from '../../platform/http/index.ts'
import { createPagedReading } from '../../platform/http/paged.ts'

/** Which acts are asked for; what is empty asks for all. Days are China's. */
export interface ActQuestion {
  readonly by: string
  readonly kind: ActKind | ''
  readonly subject: string
  readonly from: string
  /** The last day that counts. */
  readonly until: string
}

export const everyAct: ActQuestion = { by: '', kind: '', subject: '', from: '', until: '' }

const dayMs = 24 * 3_600 * 1_000
/** The beginning of a day in China, or of the one after it. */
function midnight(day: string, daysLater = 0): string | undefined {
  const atMs = Date.parse(`${day}T00:00:00+08:00`)
  return Number.isNaN(atMs) ? undefined : new Date(atMs + daysLater * dayMs).toISOString()
}

function queryOf({ by, kind, subject, from, until }: ActQuestion) {
  const [start, end] = [midnight(from), midnight(until, 1)]
  return {
    ...(by.trim() !== '' && { by: by.trim() }),
    ...(kind !== '' && { kind }),
    ...(subject.trim() !== '' && { subject: subject.trim() }),
    ...(start !== undefined && { from: start }),
    ...(end !== undefined && { until: end }),
  }
}

/** What administrators did, the newest first, as far as it was read. */
export const useActs = defineStore('acts', () => {
  const question = ref<ActQuestion>(everyAct)
  const list = createPagedReading(cursor =>
    call(listActs, { query: { ...queryOf(question.value), ...(cursor !== undefined && { cursor }) } }),
  )
  return {
    question,
    items: list.items,
    hasMore: list.hasMore,
    state: list.state,
    read: list.read,
    more: list.more,
    async ask(changed: Partial<ActQuestion>): Promise<void> {
      question.value = { ...question.value, ...changed }
      await list.restart()
    },
  }
})
