export { default as IntakePane } from './IntakePane.vue'
export { default as IntakeTool } from './IntakeTool.vue'
export type { Filed } from './useIntake.ts'
