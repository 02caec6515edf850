export * from './contracts.ts'
export * from './forecast.ts'
export * from './preview.ts'
