export { baseOption, defineChartPanel, type ChartOption, type ChartPick } from './panel.ts'
export { readChartTheme, type ChartTheme } from './theme.ts'
export { default as ChartCanvas } from './ChartCanvas.vue'
