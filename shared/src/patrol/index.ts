export * from './contracts.ts'
export * from './refusals.ts'
