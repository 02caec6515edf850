import { beforeEach } from 'vitest'
import { hearServerTime } from '../../client/src/platform/time/serverTime.ts'

/**
 * Files of one worker share what is known of the server's clock: each test begins where it agrees with its own. An answer
 * from long ago makes the next one count alone.
 */
beforeEach(() => {
  const now = Date.now()
  for (const ms of [0, now]) hearServerTime(new Date(ms).toUTCString(), now, now)
})
