export * from './contracts.ts'
export * from './facts.ts'
export * from './model.ts'
export * from './whoIsNotified.ts'
