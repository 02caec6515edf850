export * from './acts.ts'
export * from './contracts.ts'
export * from './refusals.ts'
