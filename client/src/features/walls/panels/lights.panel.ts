import type { Overview } from '@shuniu/shared/statistics'
import { definePanel } from '../../../platform/feature/index.ts'
import LightsPanel from './LightsPanel.vue'

export const lightsPanel = definePanel({
  id: 'lights',
  words: { title: '{tier}红黄绿灯', period: '当前在办、超时', empty: '网格不单独评灯。' },
  needs: 'numbers',
  leastLines: 4,
  component: LightsPanel,
  shows: (overview: Overview, { lines }) =>
    overview.divisions.length > 0 ? { overview, room: lines } : undefined,
})
