import type { Overview } from '@shuniu/shared/statistics'
import { baseOption, definePanel, type ChartOption, type ChartTheme } from '../../platform/chart/index.ts'
import { trendNumbers } from './numbers.ts'

/** 11-24 of 2026-11-24. */
const dayText = (day: string): string => day.slice(5)

function trendOption(seen: Overview, theme: ChartTheme): ChartOption {
  const days = trendNumbers(seen)
  const { u, accent, amber, text, muted, line, font } = theme
  const line1 = { type: 'line', symbol: 'none', lineStyle: { width: Math.max(1.5, u * 0.12) } } as const
  return {
    ...baseOption(theme),
    grid: { left: u * 3, right: u * 3.4, top: u * 1, bottom: u * 2.2 },
    xAxis: {
      type: 'category',
      data: days.map(({ day }) => dayText(day)),
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
    series: [
      {
        ...line1,
        name: '上报',
        data: days.map(({ opened }) => opened.n),
        color: accent,
        endLabel: { show: true, formatter: '上报', color: text, fontSize: u, fontFamily: font },
      },
      {
        ...line1,
        name: '结案',
        data: days.map(({ closed }) => closed.n),
        color: amber,
        lineStyle: { ...line1.lineStyle, type: 'dashed' },
        endLabel: { show: true, formatter: '结案', color: text, fontSize: u, fontFamily: font },
      },
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
