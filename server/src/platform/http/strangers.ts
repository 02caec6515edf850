import type { FastifyInstance } from 'fastify'
import { networkOf } from '../addresses/index.ts'
import type { ReadArrival } from './arrival.ts'
import type { MethodsOf } from './methods.ts'
import { RefusedAtEdge } from './refused.ts'

/** What strangers of one network may ask, and ask in vain: so many a second, and as many at once after a rest. */
export interface StrangerLimits {
  readonly perSecond: number
  readonly burst: number
  /** Networks that are remembered at most; the one longest quiet is forgotten first. */
  readonly networks: number
}

const usual: StrangerLimits = { perSecond: 60, burst: 600, networks: 20_000 }

/** Tokens of each network, in the order of their last use. */
function bucketsOf({ perSecond, burst, networks }: StrangerLimits) {
  const buckets = new Map<string, { left: number; atMs: number }>()
  const present = (network: string) => {
    const nowMs = performance.now()
    const { left, atMs } = buckets.get(network) ?? { left: burst, atMs: nowMs }
    return { left: Math.min(burst, left + ((nowMs - atMs) / 1_000) * perSecond), atMs: nowMs }
  }
  return {
    isEmpty: (network: string): boolean => present(network).left < 1,
    take(network: string): void {
      const bucket = present(network)
      buckets.delete(network)
      buckets.set(network, { ...bucket, left: Math.max(0, bucket.left - 1) })
      const [oldest] = buckets.keys()
      if (buckets.size > networks && oldest !== undefined) buckets.delete(oldest)
    },
  }
}

const isSigningIn = (method: string, path: string): boolean => method === 'POST' && path === '/api/session'
/** What a page is made of: served from memory or disk, and a page without it is broken. */
const isPagePart = (path: string): boolean =>
  path.startsWith('/assets/') || /^\/[\w.-]+\.\w{2,11}$/.test(path)

/**
 * Slows whoever knocks without a session: at the interface, and at addresses that are not there. Signing in has a throttle
 * of its own, health is asked by machines, and pages stay whole.
 */
export function limitStrangers(
  http: FastifyInstance,
  { arrivalOf, methodsOf }: { arrivalOf: ReadArrival; methodsOf: MethodsOf },
  limits = usual,
): void {
  const buckets = bucketsOf(limits)
  const isFree = (method: string, path: string): boolean =>
    isSigningIn(method, path) || path.startsWith('/api/health/') || isPagePart(path)

  http.addHook('onRequest', async ({ method, url, raw, headers }) => {
    const path = url.split('?', 1)[0] ?? ''
    if (headers.cookie?.includes('shuniu_session=') || isFree(method, path)) return
    if (!path.startsWith('/api/') && methodsOf(path).length > 0) return
    const network = networkOf(arrivalOf(raw).address)
    if (buckets.isEmpty(network)) throw new RefusedAtEdge('request.tooMany', { retryAfterS: 1 })
    buckets.take(network)
  })
}
