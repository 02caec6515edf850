export * from './format.ts'
export * from './now.ts'
export { serverNow, serverNowMs, toServerMs } from './serverTime.ts'
