export { useDivisions } from './divisions.store.ts'
