import type { Overview } from '@shuniu/shared/statistics'
import { definePanel } from '../../../platform/feature/index.ts'
import { classNumbers, withRest } from '../../statistics/index.ts'
import SharePanel from './SharePanel.vue'

export const classesPanel = definePanel({
  id: 'classes',
  words: { title: '事件大类', period: '近30天', empty: '近30天没有上报事件。' },
  needs: 'numbers',
  leastLines: 4,
  component: SharePanel,
  shows: (overview: Overview, { lines }) =>
    overview.opened30 > 0 ? { numbers: withRest(classNumbers(overview), lines, 'category') } : undefined,
})
