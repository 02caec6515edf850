export { clockMessages } from './messages.ts'
export { default as RulesBoard } from './rules/RulesBoard.vue'
export type { CategoryChoice } from './rules/words.ts'
export { default as SettingsBoard } from './settings/SettingsBoard.vue'
