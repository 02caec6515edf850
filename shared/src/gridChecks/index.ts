export * from './catalogue.ts'
export * from './contracts.ts'
export { gridsFor, holdingFaults, type GridFault, type GridHolder, type RegisteredGrid } from './holding.ts'
export { gridCheckRefusals } from './refusals.ts'
