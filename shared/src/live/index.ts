export * from './refusals.ts'
export * from './wire.ts'
