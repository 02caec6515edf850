export * from './codes.ts'
export * from './model.ts'
