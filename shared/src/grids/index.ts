export * from './codes.ts'
export * from './contracts.ts'
export * from './model.ts'
