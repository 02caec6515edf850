import underPressure from '@fastify/under-pressure'
import type { FastifyInstance } from 'fastify'
import { RefusedAtEdge } from './refused.ts'

/** A loop this far behind helps nobody by taking more; a storm on two cores stays well below, in milliseconds. */
const maxEventLoopDelay = 3_000
/** What held the loop while the server was starting is no load; it has gone from the reading by then, in milliseconds. */
const settledAfterMs = 2_000

/** Pages and their files cost next to nothing, and a page without them is broken: only the interface is shed. */
const isShed = (url: string): boolean => url.startsWith('/api/') && !url.startsWith('/api/health/')

/** Sheds calls of the interface, never health checks, when the process has fallen seconds behind. */
export async function shedLoad(http: FastifyInstance): Promise<void> {
  let servesSinceMs = Infinity
  http.addHook('onListen', async () => {
    servesSinceMs = performance.now()
  })
  await http.register(underPressure, {
    maxEventLoopDelay,
    pressureHandler: ({ url }) => {
      const isSettled = performance.now() - servesSinceMs > settledAfterMs
      if (isSettled && isShed(url)) throw new RefusedAtEdge('platform.overloaded')
    },
  })
}
