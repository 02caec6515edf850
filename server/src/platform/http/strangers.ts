import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance } from 'fastify'
import { networkOf } from '../addresses/index.ts'
import type { ReadArrival } from './arrival.ts'
import type { MethodsOf } from './methods.ts'
import { RefusedAtEdge } from './refused.ts'

/** What strangers of one network may ask, and ask in vain: so many within each window. */
export interface StrangerLimits {
  readonly max: number
  readonly windowMs: number
  /** Networks that are remembered at most; the one longest quiet is forgotten first. */
  readonly networks: number
}

const usual: StrangerLimits = { max: 600, windowMs: 10_000, networks: 20_000 }

const isSigningIn = (method: string, path: string): boolean => method === 'POST' && path === '/api/session'
/** What a page is made of: served from memory or disk, and a page without it is broken. */
const isPagePart = (path: string): boolean =>
  path.startsWith('/assets/') || /^\/[\w.-]+\.\w{2,11}$/.test(path)

/**
 * Slows whoever knocks without a session: at the interface, and at addresses that are not there. Signing in has a throttle
 * of its own, health is asked by machines, and pages stay whole.
 */
export async function limitStrangers(
  http: FastifyInstance,
  { arrivalOf, methodsOf }: { arrivalOf: ReadArrival; methodsOf: MethodsOf },
  { max, windowMs, networks }: StrangerLimits = usual,
): Promise<void> {
  await http.register(rateLimit, {
    global: false,
    max,
    timeWindow: windowMs,
    cache: networks,
    keyGenerator: ({ raw }) => networkOf(arrivalOf(raw).address),
  })
  const spend = http.createRateLimit()
  const isFree = (method: string, path: string): boolean =>
    isSigningIn(method, path) || path.startsWith('/api/health/') || isPagePart(path)

  http.addHook('onRequest', async request => {
    const { method, url, headers } = request
    const path = url.split('?', 1)[0] ?? ''
    if (headers.cookie?.includes('shuniu_session=') || isFree(method, path)) return
    if (!path.startsWith('/api/') && methodsOf(path).length > 0) return
    const spent = await spend(request)
    if (spent.isAllowed || !spent.isExceeded) return
    throw new RefusedAtEdge('request.tooMany', { retryAfterS: spent.ttlInSeconds })
  })
}
