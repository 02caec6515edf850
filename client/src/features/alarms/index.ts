import { defineAsyncComponent, type Component } from 'vue'

const loadTool = (): Promise<{ default: Component }> => import('./AlarmTool.vue')

/** Loaded with the first desk, and not by a wall, which has nobody to choose its sounds. */
export const AlarmTool = defineAsyncComponent(loadTool)
export { useAlarms } from './alarms.store.ts'
