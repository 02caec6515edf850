export * from './contracts.ts'
export { dutyNow, rankUnits, type SentCase, type UnitCandidate } from './ranking.ts'
export * from './undoing.ts'
