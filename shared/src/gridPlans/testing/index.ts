export { proveEdits } from './proof.ts'
export { aLeaningVillage, aPlannedGrid, placeOfVillage, villageOfPlans } from './village.ts'
