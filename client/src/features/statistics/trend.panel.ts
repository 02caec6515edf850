import type { LineSeriesOption } from 'echarts/charts'
import type { Overview } from '@shuniu/shared/statistics'
import { baseOption, definePanel, type ChartOption, type ChartTheme } from '../../platform/chart/index.ts'
import { trendNumbers } from './numbers.ts'

/** 11-24 of 2026-11-24. */
const dayText = (day: string): string => day.slice(5)

const axesOf = (days: readonly string[], { u, muted, line, font }: ChartTheme): ChartOption => ({
  xAxis: {
    type: 'category',
    data: days.map(dayText),
    boundaryGap: true,
    axisLine: { lineStyle: { color: line } },
    axisTick: { show: false },
    axisLabel: {
      color: muted,
      fontSize: u,
      fontFamily: font,
      interval: 9,
      showMaxLabel: true,
      hideOverlap: true,
    },
  },
  yAxis: {
    type: 'value',
    min: 0,
    minInterval: 1,
    splitNumber: 3,
    splitLine: { lineStyle: { color: line, width: 1 } },
    axisLabel: { color: muted, fontSize: u, fontFamily: font },
  },
})

interface Line {
  readonly name: string
  readonly counts: readonly number[]
  readonly color: string
  readonly type: 'solid' | 'dashed'
}

const lineOf = ({ name, counts, color, type }: Line, { u, text, font }: ChartTheme): LineSeriesOption => ({
  type: 'line',
  symbol: 'none',
  name,
  data: [...counts],
  color,
  lineStyle: { width: Math.max(1.5, u * 0.12), type },
  endLabel: { show: true, formatter: name, color: text, fontSize: u, fontFamily: font },
  labelLayout: { moveOverlap: 'shiftY' },
})

function trendOption(seen: Overview, theme: ChartTheme): ChartOption {
  const days = trendNumbers(seen)
  const { u, accent, amber } = theme
  const opened = days.map(day => day.opened.n)
  const closed = days.map(day => day.closed.n)
  return {
    ...baseOption(theme),
    ...axesOf(
      days.map(({ day }) => day),
      theme,
    ),
    grid: { left: u * 3, right: u * 3.4, top: u * 1, bottom: u * 2.2 },
    series: [
      lineOf({ name: '上报', counts: opened, color: accent, type: 'solid' }, theme),
      lineOf({ name: '结案', counts: closed, color: amber, type: 'dashed' }, theme),
    ],
  }
}

/** Cases opened and closed on each of the last thirty days. */
export const trendPanel = definePanel<Overview>({
  id: 'statistics.trend',
  needs: 'statistics.read',
  option: trendOption,
  words: seen => `近30天上报 ${seen.opened30} 件，结案 ${seen.closed30} 件`,
})
