export {
  classNumbers,
  divisionNumbers,
  funnelNumbers,
  levelNumbers,
  sourceNumbers,
  statusNumbers,
  stripNumbers,
  sumOf,
  trendNumbers,
  type CountedNumber,
} from './numbers.ts'
export { default as DispatchQuality } from './DispatchQuality.vue'
export { kindNumbers, withRest } from './kinds.ts'
export { overviewRoom, overviewSignal, useOverviews } from './overview.store.ts'
export { trendPanel } from './trend.panel.ts'
export { barPercent, changeText, medianText, percentText, stepOf } from './shares.ts'
