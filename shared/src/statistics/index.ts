export * from './contributions.ts'
export * from './contracts.ts'
export * from './durations.ts'
export * from './lights.ts'
