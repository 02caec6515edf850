import type { LineSeriesOption } from 'echarts/charts'
import type { Overview } from '@shuniu/shared/statistics'
import {
  baseOption,
  defineChartPanel,
  type ChartOption,
  type ChartTheme,
} from '../../platform/chart/index.ts'
import { fullTimeText } from '../../platform/time/index.ts'
import { trendNumbers } from './numbers.ts'

/** 11-24 of 2026-11-24. */
const dayText = (day: string): string => day.slice(5)

const axesOf = (days: readonly string[], { u, muted, line, font }: ChartTheme): ChartOption => ({
  xAxis: {
    type: 'category',
    data: [...days],
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

interface TrendLine {
  readonly name: string
  readonly counts: readonly number[]
  readonly color: string
  readonly type: 'solid' | 'dashed'
}

/** 至14时: so much of today is counted. */
const untilText = (at: string): string => `至${fullTimeText(at).slice(11, 13)}时`

/** Today is not over: its count so far stands for itself, tied to no line that would seem to fall. */
const partOf = ({ name, counts, color }: TrendLine, { u }: ChartTheme, until: string) =>
  ({
    type: 'line',
    name: `${name} ${until}`,
    data: counts.map((n, at) => (at === counts.length - 1 ? n : null)),
    color,
    showSymbol: true,
    // Where days are narrow, ECharts draws symbols only on those that the axis names by its interval.
    showAllSymbol: true,
    symbol: 'emptyCircle',
    symbolSize: Math.max(5, u * 0.5),
  }) satisfies LineSeriesOption

const wholeDays = ({ counts, ...line }: TrendLine): TrendLine => ({ ...line, counts: counts.slice(0, -1) })

const lineOf = (
  { name, counts, color, type }: TrendLine,
  { u, text, font }: ChartTheme,
): LineSeriesOption => ({
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
  const until = untilText(seen.at)
  const opened = days.map(day => day.opened.n)
  const closed = days.map(day => day.closed.n)
  const openedLine: TrendLine = { name: '上报', counts: opened, color: accent, type: 'solid' }
  const closedLine: TrendLine = { name: '结案', counts: closed, color: amber, type: 'dashed' }
  return {
    ...baseOption(theme),
    // Under today stands until when it is counted: the lines' own names lie beside its points.
    ...axesOf([...days.slice(0, -1).map(({ day }) => dayText(day)), until], theme),
    grid: { left: u * 3, right: u * 3.4, top: u * 1, bottom: u * 2.2 },
    series: [
      lineOf(wholeDays(openedLine), theme),
      lineOf(wholeDays(closedLine), theme),
      partOf(openedLine, theme, until),
      partOf(closedLine, theme, until),
    ],
  }
}

function trendWords({ opened30, closed30, trend, at }: Overview): string {
  const whole = `近30天上报 ${opened30} 件，结案 ${closed30} 件`
  const today = trend.at(-1)
  return today ? `${whole}；今天${untilText(at)}上报 ${today.opened} 件，结案 ${today.closed} 件` : whole
}

/** Cases opened and closed on each of the last thirty days. */
export const trendPanel = defineChartPanel<Overview>({
  id: 'statistics.trend',
  needs: 'statistics.read',
  option: trendOption,
  words: trendWords,
})
