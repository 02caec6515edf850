export * from './contracts.ts'
export * from './steps.ts'
