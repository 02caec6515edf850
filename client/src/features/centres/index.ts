export { default as UnitsAwait } from './UnitsAwait.vue'
export { useUnits } from './units.store.ts'
