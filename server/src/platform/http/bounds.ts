import type { Server } from 'node:http'
import type { FastifyInstance } from 'fastify'
import { hangUp } from './unreadable.ts'

/** How long a caller may take, in milliseconds. */
export interface TimeBounds {
  /** From the first byte of a connection, or of a request, to the end of its headers. */
  readonly headersTimeout: number
  /** To the end of any request: a photo over a weak line takes minutes, and goes on where it broke off. */
  readonly requestTimeout: number
  /** To the end of a body of our own interface, which has at most some tens of kilobytes. */
  readonly bodyTimeout: number
}

const usual: TimeBounds = { headersTimeout: 20_000, requestTimeout: 600_000, bodyTimeout: 60_000 }

/** How often the server looks for those that are too slow, in milliseconds. */
const lookEveryMs = 5_000
/** A browser sends some twenty. */
const maxHeaders = 200

/** What a server of Node is made with, so that no slow caller holds a connection for ever. */
export const serverBounds = ({ headersTimeout, requestTimeout }: TimeBounds = usual) => ({
  headersTimeout,
  requestTimeout,
  connectionsCheckingInterval: Math.min(lookEveryMs, headersTimeout),
})

export function boundHeaders(server: Server): Server {
  server.maxHeadersCount = maxHeaders
  return server
}

const isUpload = (url: string): boolean => url.startsWith('/api/uploads')

/** Hangs up on bodies that trickle: `request.tooSlow`, told as Node tells of a request that never ends. */
export function boundBodies(http: FastifyInstance, { bodyTimeout }: TimeBounds = usual): void {
  http.addHook('onRequest', async ({ raw, url, headers }) => {
    const hasBody = headers['content-length'] !== undefined || headers['transfer-encoding'] !== undefined
    if (!hasBody || raw.complete || isUpload(url)) return
    const timer = setTimeout(() => {
      // A request that was made within the process has no socket to hang up on.
      if (raw.complete || raw.socket.destroyed || !('destroy' in raw.socket)) return
      const slow = Object.assign(new Error('the body came too slowly'), { code: 'ERR_HTTP_REQUEST_TIMEOUT' })
      hangUp(slow, raw.socket)
    }, bodyTimeout)
    timer.unref()
    raw.once('close', () => clearTimeout(timer))
    raw.once('end', () => clearTimeout(timer))
  })
}
