import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Server } from 'node:http'
import { createServer as createHttpServer } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import compress from '@fastify/compress'
import cookie from '@fastify/cookie'
import etag from '@fastify/etag'
import Fastify, { LogController, type FastifyInstance, type FastifyServerFactory } from 'fastify'
import type { Settings } from '../settings/index.ts'
import { arrivalsOf, type ReadArrival } from './arrival.ts'
import { boundBodies, boundHeaders, serverBounds } from './bounds.ts'
import { shedLoad } from './load.ts'
import { collectListing } from './listing/index.ts'
import { logging } from './logging.ts'
import { noteMethods, type MethodsOf } from './methods.ts'
import { isOwnOrigin } from './origin.ts'
import { applyPolicy } from './policy.ts'
import { RefusedAtEdge } from './refused.ts'
import { serializeWhenWanted } from './serializing.ts'
import { limitStrangers } from './strangers.ts'
import { answerBadAddress, hangUp } from './unreadable.ts'

export { arrivalsOf, type Arrival } from './arrival.ts'
export { tellHealth, type Checks } from './health.ts'
export { tellListing } from './listing/index.ts'
export { bareLog } from './logging.ts'
export { measureRequests } from './metrics.ts'
export { isOwnOrigin } from './origin.ts'
export { servePages } from './pages.ts'
export { tellProblems } from './problems.ts'
export { RefusedAtEdge } from './refused.ts'

export interface HttpEdge {
  readonly http: FastifyInstance
  readonly methodsOf: MethodsOf
  readonly arrivalOf: ReadArrival
}

/** In bytes. Uploads have a lane of their own; nothing else that is sent here is longer. */
const bodyLimit = 64 * 1_024
/** In bytes. Below, compressing costs more than it saves. */
const compressFrom = 2_048
/** In milliseconds; longer than a proxy keeps its own connections, so that it never writes into a closed one. */
const keepAliveTimeout = 75_000

const serverFactoryOf =
  ({ tls }: Settings): FastifyServerFactory =>
  (answer): Server => {
    const options = { keepAliveTimeout, ...serverBounds() }
    if (!tls) return boundHeaders(createHttpServer(options, answer))
    const { certFile, keyFile } = tls
    const certified = { ...options, cert: readFileSync(certFile), key: readFileSync(keyFile) }
    return boundHeaders(createHttpsServer(certified, answer))
  }

/** Addresses of former versions, by which a page that has not been loaded anew still asks. */
const formerAddresses: readonly (readonly [RegExp, string])[] = [
  [/^\/api\/notices(?=$|[/?])/, '/api/notifications'],
  [/^(\/api\/cases\/[^/?]+)\/papers(?=$|[/?])/, '$1/documents'],
]

const addressToday = (url: string): string =>
  formerAddresses.reduce((now, [former, today]) => now.replace(former, today), url)

const isWrite = (method: string): boolean => !['GET', 'HEAD', 'OPTIONS'].includes(method)

/** The HTTP edge before anything is routed: what is true of every request and every reply. */
export async function createHttp(settings: Settings): Promise<HttpEdge> {
  const http = Fastify({
    serverFactory: serverFactoryOf(settings),
    logger: logging(settings.logLevel),
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomUUID(),
    bodyLimit,
    rewriteUrl: ({ url = '/' }) => addressToday(url),
    routerOptions: { maxParamLength: 200 },
    clientErrorHandler: hangUp,
    frameworkErrors: (_, { id }, { raw }) => answerBadAddress(id, raw),
  })
  const methodsOf = noteMethods(http)
  const arrivalOf = arrivalsOf(settings)
  // Contracts are checked once, by routes; their schemas are listed here for the description alone.
  http.setValidatorCompiler(() => () => true)
  serializeWhenWanted(http)
  http.removeContentTypeParser('text/plain')
  http.addHook('onRequest', async ({ id, method, headers, url, raw }, reply) => {
    void reply.header('x-request-id', id)
    if (url.startsWith('/api/')) void reply.header('cache-control', 'private, no-cache')
    if (isWrite(method) && !isOwnOrigin(headers, arrivalOf(raw), settings)) {
      throw new RefusedAtEdge('request.foreignOrigin')
    }
  })
  applyPolicy(http, settings, arrivalOf)
  boundBodies(http)
  await limitStrangers(http, { arrivalOf, methodsOf })
  await shedLoad(http)
  await http.register(cookie)
  await http.register(etag, { weak: true })
  await http.register(compress, {
    threshold: compressFrom,
    encodings: ['br', 'gzip'],
    globalDecompression: false,
  })
  await collectListing(http)
  return { http, methodsOf, arrivalOf }
}
