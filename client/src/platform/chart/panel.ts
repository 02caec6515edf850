import type { Permission } from '@shuniu/shared/identity'
import type { ComposeOption } from 'echarts/core'
import type { BarSeriesOption, LineSeriesOption } from 'echarts/charts'
import type { GridComponentOption, TooltipComponentOption } from 'echarts/components'
import type { ChartTheme } from './theme.ts'

export type ChartOption = ComposeOption<
  BarSeriesOption | LineSeriesOption | GridComponentOption | TooltipComponentOption
>

/** Which bar or point was clicked. */
export interface ChartPick {
  readonly series: number
  readonly index: number
}

/** A chart as data: its option is a pure function of the reply, tested without a canvas. */
export interface ChartPanel<Reply> {
  readonly id: string
  readonly needs: Permission
  readonly option: (reply: Reply, theme: ChartTheme) => ChartOption
  /** One sentence that says what the chart shows, for whoever cannot see it. */
  readonly words: (reply: Reply) => string
}

export const defineChartPanel = <Reply>(panel: ChartPanel<Reply>): ChartPanel<Reply> => panel

/** What every option starts from: our font, no bounce, tooltips drawn on the canvas and never written as markup. */
export const baseOption = ({ font, text, muted, surface, line, u, isCalm }: ChartTheme): ChartOption => ({
  textStyle: { fontFamily: font, fontSize: u, color: muted },
  animation: !isCalm,
  animationDuration: 0,
  animationDurationUpdate: 200,
  animationEasingUpdate: 'cubicOut',
  tooltip: {
    renderMode: 'richText',
    trigger: 'axis',
    confine: true,
    backgroundColor: surface,
    borderColor: line,
    textStyle: { fontFamily: font, fontSize: u, color: text },
    axisPointer: { lineStyle: { color: muted } },
  },
})
