export * from './contracts.ts'
export * from './refusals.ts'
export * from './suggesting.ts'
