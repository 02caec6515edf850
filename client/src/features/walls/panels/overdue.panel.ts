import type { CaseView } from '@shuniu/shared/cases'
import { definePanel } from '../../../platform/feature/index.ts'
import { overdueFirst } from '../overdue.ts'
import CaseRows from './CaseRows.vue'

/** A case takes two lines. */
export const overduePanel = definePanel({
  id: 'overdue',
  words: { title: '超时事件', period: '当前，红橙在前', empty: '当前没有超时事件。' },
  needs: 'cases',
  leastLines: 4,
  component: CaseRows,
  shows(open: readonly CaseView[], { lines, nameOf, unitOf }) {
    const cases = overdueFirst(open).slice(0, Math.floor(lines / 2))
    return cases.length > 0 ? { cases, nameOf, unitOf } : undefined
  },
})
