import type { Overview } from '@shuniu/shared/statistics'
import { definePanel } from '../../../platform/feature/index.ts'
import OnTimePanel from './OnTimePanel.vue'

export const onTimePanel = definePanel({
  id: 'onTime',
  words: { title: '{tier}按时办结率', period: '近30天，由低到高', empty: '近30天没有结案事件。' },
  needs: 'numbers',
  leastLines: 4,
  component: OnTimePanel,
  shows: (overview: Overview, { lines }) =>
    overview.divisions.some(division => division.closed30 > 0) ? { overview, room: lines } : undefined,
})
