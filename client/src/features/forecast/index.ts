export { default as ForecastPanel } from './ForecastPanel.vue'
export { default as RulePreview } from './RulePreview.vue'
