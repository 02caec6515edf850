import { funnelSteps } from '@shuniu/shared/cases'
import type { Overview } from '@shuniu/shared/statistics'
import { definePanel } from '../../../platform/feature/index.ts'
import FunnelPanel from './FunnelPanel.vue'

export const funnelPanel = definePanel({
  id: 'funnel',
  words: { title: '闭环处置', period: '近30天上报事件', empty: '近30天没有上报事件。' },
  needs: 'numbers',
  leastLines: funnelSteps.length,
  component: FunnelPanel,
  shows: (overview: Overview) => (overview.opened30 > 0 ? { overview } : undefined),
})
