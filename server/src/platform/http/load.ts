import underPressure from '@fastify/under-pressure'
import type { FastifyInstance } from 'fastify'
import { RefusedAtEdge } from './refused.ts'

/** A loop this far behind helps nobody by taking more; a storm on two cores stays well below, in milliseconds. */
const maxEventLoopDelay = 3_000

const isExempt = (url: string): boolean => url.startsWith('/api/health/') || url.startsWith('/metrics')

/** Sheds requests, never health checks, when the process has fallen seconds behind. */
export async function shedLoad(http: FastifyInstance): Promise<void> {
  await http.register(underPressure, {
    maxEventLoopDelay,
    pressureHandler: ({ url }) => {
      if (!isExempt(url)) throw new RefusedAtEdge('platform.overloaded')
    },
  })
}
