import type { Overview } from '@shuniu/shared/statistics'
import { definePanel } from '../../../platform/feature/index.ts'
import TrendPanel from './TrendPanel.vue'

export const trendPanel = definePanel({
  id: 'trend',
  words: { title: '上报与结案', period: '近30天', empty: '近30天没有上报事件。' },
  needs: 'numbers',
  leastLines: 6,
  isAfterMap: true,
  component: TrendPanel,
  shows: (overview: Overview, { u }) =>
    overview.opened30 + overview.closed30 > 0 ? { overview, u } : undefined,
})
