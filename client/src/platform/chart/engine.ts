import { BarChart, LineChart } from 'echarts/charts'
import { AriaComponent, GridComponent, TooltipComponent } from 'echarts/components'
import { init, use, type EChartsType } from 'echarts/core'
import { LabelLayout } from 'echarts/features'
import { CanvasRenderer } from 'echarts/renderers'

use([BarChart, LineChart, GridComponent, TooltipComponent, AriaComponent, LabelLayout, CanvasRenderer])

export type { EChartsType }

export const openChart = (box: HTMLElement): EChartsType => init(box, null, { renderer: 'canvas' })
