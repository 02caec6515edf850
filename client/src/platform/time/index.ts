export * from './format.ts'
export * from './now.ts'
export { serverNowMs } from './serverTime.ts'
