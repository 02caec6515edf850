import underPressure from '@fastify/under-pressure'
import type { FastifyInstance } from 'fastify'
import { RefusedAtEdge } from './refused.ts'

/** In milliseconds. */
export interface LoadLimits {
  /** A loop this far behind helps nobody by taking more; a storm on two cores stays well below. */
  readonly maxEventLoopDelay: number
  /**
   * A reading in which the loop hardly came round counts as endless, so it is longer than what it is to tell of: a second's
   * stall is no load, nor a process that was stopped and goes on.
   */
  readonly sampleInterval: number
}
const usual: LoadLimits = { maxEventLoopDelay: 3_000, sampleInterval: 5_000 }

/** Pages and their files cost next to nothing, and a page without them is broken: only the interface is shed. */
const isShed = (url: string): boolean => url.startsWith('/api/') && !url.startsWith('/api/health/')

/** Sheds calls of the interface, never health checks, when the process has fallen seconds behind. */
export async function shedLoad(http: FastifyInstance, limits = usual): Promise<void> {
  // What held the loop while the server was starting is in no reading any more by then.
  const settledAfterMs = 1.2 * limits.sampleInterval
  let servesSinceMs = Infinity
  http.addHook('onListen', async () => {
    servesSinceMs = performance.now()
  })
  await http.register(underPressure, {
    ...limits,
    pressureHandler: ({ url }) => {
      const isSettled = performance.now() - servesSinceMs > settledAfterMs
      if (isSettled && isShed(url)) throw new RefusedAtEdge('platform.overloaded')
    },
  })
}
