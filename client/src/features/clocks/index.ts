export { default as RulesBoard } from './rules/RulesBoard.vue'
export { default as SettingsBoard } from './settings/SettingsBoard.vue'
