export { default as AlarmTool } from './AlarmTool.vue'
export { useAlarms } from './alarms.store.ts'
