import type { CaseView } from '@shuniu/shared/cases'
import { definePanel } from '../../../platform/feature/index.ts'
import CaseCard from '../CaseCard.vue'
import { gravest } from '../overdue.ts'

export const gravePanel = definePanel({
  id: 'grave',
  words: { title: '最近红橙事件', period: '当前在办', empty: '当前没有红色、橙色事件。' },
  needs: 'cases',
  leastLines: 7,
  component: CaseCard,
  shows(open: readonly CaseView[], { nameOf, unitOf }) {
    const seen = gravest(open)
    return seen && { seen, nameOf, unitOf }
  },
})
