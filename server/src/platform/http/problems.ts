import type { Refusal } from '@shuniu/shared/kernel'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { asUnavailable } from '../db/index.ts'
import type { ProblemBook } from '../problems/index.ts'
import type { MethodsOf } from './methods.ts'
import { RefusedAtEdge } from './refused.ts'

const refusalByStatus: Readonly<Record<number, string>> = {
  404: 'request.notFound',
  405: 'request.wrongMethod',
  413: 'request.tooLarge',
  415: 'request.unsupported',
  429: 'request.tooMany',
}

const statusOf = (error: unknown): number =>
  error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number'
    ? error.statusCode
    : 500

interface ToldRefusal {
  readonly refusal: Refusal
  readonly retryAfterS?: number
}

/** What an error thrown at the edge is told as; undefined for a fault of ours. */
function toldAs(error: unknown): ToldRefusal | undefined {
  if (error instanceof RefusedAtEdge) {
    const { retryAfterS } = error.refusal.detail
    return { refusal: error.refusal, ...(typeof retryAfterS === 'number' && { retryAfterS }) }
  }
  const unavailable = asUnavailable(error)
  if (unavailable) {
    return { refusal: { code: unavailable.code, detail: {} }, retryAfterS: unavailable.retryAfterS }
  }
  const status = statusOf(error)
  if (status < 400 || status >= 500) return undefined
  const code = refusalByStatus[status] ?? 'request.malformed'
  const why =
    error instanceof Error && code === 'request.malformed'
      ? { faults: [{ at: '/', message: error.message }] }
      : {}
  return { refusal: { code, detail: why } }
}

interface ProblemEdge {
  readonly book: ProblemBook
  readonly methodsOf: MethodsOf
}

/** Whoever asked is gone: what broke then is the line to them, whatever its error looks like. */
const hasHungUp = ({ raw }: FastifyRequest): boolean => raw.readableAborted || raw.socket.destroyed

/** Tells refusals and faults of the edge as problem details. Of a fault nothing but the request's id leaves the server. */
export function tellProblems(http: FastifyInstance, { book, methodsOf }: ProblemEdge): void {
  const send = (request: FastifyRequest, reply: FastifyReply, { refusal, retryAfterS }: ToldRefusal) => {
    const problem = book.problemOf(refusal, request.id)
    const waitS = retryAfterS ?? (problem.status === 503 ? 2 : undefined)
    if (waitS !== undefined) void reply.header('retry-after', waitS)
    return reply.code(problem.status).type('application/problem+json').send(problem)
  }

  http.setErrorHandler((error, request, reply) => {
    if (hasHungUp(request)) {
      request.log.info({ cause: error }, 'the caller hung up')
      return send(request, reply, { refusal: { code: 'request.malformed', detail: {} } })
    }
    const told = toldAs(error)
    if (told) {
      if (told.refusal.code === 'platform.unavailable')
        request.log.warn({ cause: error }, 'the database is away')
      return send(request, reply, told)
    }
    request.log.error({ cause: error }, 'a request met a fault')
    return send(request, reply, { refusal: { code: 'platform.fault', detail: {} } })
  })

  http.setNotFoundHandler((request, reply) => {
    const allowed = methodsOf(request.url)
    if (allowed.length === 0)
      return send(request, reply, { refusal: { code: 'request.notFound', detail: {} } })
    void reply.header('allow', allowed.join(', '))
    return send(request, reply, { refusal: { code: 'request.wrongMethod', detail: { allowed } } })
  })
}
