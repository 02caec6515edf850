export type { ReadStandings, Standing } from '../hub/index.ts'
export { ProcessRefused } from '../processes/index.ts'
export type { Follower } from './followers.ts'
export { createLive, type Live, type LiveEngine, type LivePorts, type LiveOptions } from './live.ts'
