export * from './backupRefusals.ts'
export * from './contracts.ts'
export * from './rules.ts'
