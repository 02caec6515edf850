import type { CaseView } from '@shuniu/shared/cases'
import { definePanel } from '../../../platform/feature/index.ts'
import { kindNumbers, withRest } from '../../statistics/index.ts'
import SharePanel from './SharePanel.vue'

export const kindsPanel = definePanel({
  id: 'kinds',
  words: { title: '在办类别', period: '当前', empty: '当前没有在办事件。' },
  needs: 'cases',
  leastLines: 4,
  component: SharePanel,
  shows(open: readonly CaseView[], { area, lines }) {
    const kinds = kindNumbers(open, area)
    return kinds.length > 0 ? { numbers: withRest(kinds, lines, 'category') } : undefined
  },
})
