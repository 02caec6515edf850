export { default as ForecastPanel } from './ForecastPanel.vue'
export { forecastMessages } from './messages.ts'
export { default as RulePreview } from './RulePreview.vue'
