import type { Overview } from '@shuniu/shared/statistics'
import { definePanel } from '../../../platform/feature/index.ts'
import { statusNumbers, sumOf, withRest } from '../../statistics/index.ts'
import SharePanel from './SharePanel.vue'

export const statusPanel = definePanel({
  id: 'status',
  words: { title: '在办环节', period: '当前', empty: '当前没有在办事件。' },
  needs: 'numbers',
  leastLines: 4,
  component: SharePanel,
  shows: (overview: Overview, { lines }) =>
    sumOf(overview.openByLevel) > 0
      ? { numbers: withRest(statusNumbers(overview), lines, 'status') }
      : undefined,
})
