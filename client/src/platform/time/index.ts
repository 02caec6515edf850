export * from './format.ts'
export * from './now.ts'
export { serverNow, serverNowMs } from './serverTime.ts'
