export { default as ForecastPanel } from './ForecastPanel.vue'
export { outlookMessages } from './messages.ts'
export { default as RulePreview } from './RulePreview.vue'
