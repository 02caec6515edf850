export { default as IncidentSection } from './IncidentSection.vue'
export { useIncidentOpening } from './opening.ts'
