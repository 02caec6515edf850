import { instant, type Clock } from '@shuniu/shared/kernel'

export const systemClock: Clock = { now: () => instant(Date.now()) }
