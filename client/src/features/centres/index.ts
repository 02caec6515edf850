export { useUnits } from './units.store.ts'
