export { drawnHistory } from './draws.ts'
export { breachesOf, faultsOf, isToldOnce } from './laws.ts'
export { runHistory, trialLaw } from './run.ts'
export { walk, walkPage } from './walk.ts'
