import { caseLevels } from '@shuniu/shared/cases'
import type { Overview } from '@shuniu/shared/statistics'
import { definePanel } from '../../../platform/feature/index.ts'
import { sumOf } from '../../statistics/index.ts'
import LevelsPanel from './LevelsPanel.vue'

export const levelsPanel = definePanel({
  id: 'levels',
  words: { title: '在办级别', period: '当前', empty: '当前没有在办事件。' },
  needs: 'numbers',
  leastLines: caseLevels.length,
  component: LevelsPanel,
  shows: (overview: Overview) => (sumOf(overview.openByLevel) > 0 ? { overview } : undefined),
})
