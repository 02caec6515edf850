import type { Overview } from '@shuniu/shared/statistics'
import { definePanel } from '../../../platform/feature/index.ts'
import { sourceNumbers, withRest } from '../../statistics/index.ts'
import SharePanel from './SharePanel.vue'

export const sourcesPanel = definePanel({
  id: 'sources',
  words: { title: '事件来源', period: '近30天', empty: '近30天没有上报事件。' },
  needs: 'numbers',
  leastLines: 4,
  component: SharePanel,
  shows: (overview: Overview, { lines }) =>
    overview.opened30 > 0 ? { numbers: withRest(sourceNumbers(overview), lines, 'source') } : undefined,
})
