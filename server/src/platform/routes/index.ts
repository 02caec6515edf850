import { isReadOnly, may, owedBy, permissions, type Actor } from '@shuniu/shared/identity'
import {
  grant,
  isOneOf,
  refuse,
  type BodyOf,
  type Contract,
  type ParamsOf,
  type QueryOf,
  type ReplyOf,
  type Result,
} from '@shuniu/shared/kernel'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { ProblemBook } from '../problems/index.ts'
import { checkOf, type Fault } from './validation.ts'

export { asAttachment } from './attachment.ts'

export { checkOf } from './validation.ts'
export { sendAsWritten, type WrittenJson } from './written.ts'

/** What a handler is given: the request's parts as the contract says them, and who asks. */
export interface RouteRequest<C extends Contract> extends HttpExchange {
  readonly params: ParamsOf<C>
  readonly query: QueryOf<C>
  readonly body: BodyOf<C>
}

/** A request and the reply that goes back to it, as the web framework has them. */
export interface HttpExchange {
  readonly request: FastifyRequest
  readonly reply: FastifyReply
}

type SignedRouteRequest<C extends Contract> = RouteRequest<C> & { readonly actor: Actor }

/** Binds contracts to handlers; handlers return results, the edge tells refusals. */
export interface On {
  <C extends Contract>(
    contract: C,
    answer: (asked: SignedRouteRequest<C>) => Promise<Result<ReplyOf<C>>>,
  ): void
  /** For contracts that need no session. */
  readonly open: <C extends Contract>(
    contract: C,
    answer: (asked: RouteRequest<C>) => Promise<Result<ReplyOf<C>>>,
  ) => void
}

/** Who a request is from, by its cookie alone: sockets are asked about in the same way at their handshake. */
export type Authenticate = (request: Pick<FastifyRequest, 'headers'>) => Promise<Actor | undefined>

interface RouteEdge {
  readonly http: FastifyInstance
  readonly book: ProblemBook
  readonly authenticate: Authenticate
}

type UncheckedParts = { params: unknown; query: unknown; body: unknown }

/** Checks the parts of a request once, at the edge; whatever passes has exactly the declared shape. */
function checkerOf({ shape }: Contract): (sent: UncheckedParts) => Result<UncheckedParts> {
  const checks = {
    params: shape.params && checkOf(shape.params, true),
    query: shape.query && checkOf(shape.query, true),
    body: shape.body && checkOf(shape.body, false),
  }
  return sent => {
    const read: UncheckedParts = { params: undefined, query: undefined, body: undefined }
    const faults: (Fault & { part: string })[] = []
    for (const part of ['params', 'query', 'body'] as const) {
      const checked = checks[part]?.(sent[part])
      read[part] = checked?.value
      faults.push(...(checked?.faults ?? []).map(fault => ({ part, ...fault })))
    }
    return faults.length > 0 ? refuse('request.malformed', { faults }) : grant(read)
  }
}

async function admit(edge: RouteEdge, contract: Contract, request: FastifyRequest): Promise<Result<Actor>> {
  const { needs, beforeOwnPassword = false, beforeSecondFactor = false } = contract
  const actor = await edge.authenticate(request)
  if (!actor) return refuse('session.none')
  const owed = owedBy(actor)
  const isBefore = beforeOwnPassword || (beforeSecondFactor && owed === 'account.mustSetUpSecondFactor')
  if (owed && !isBefore) return refuse(owed)
  if (isOneOf(permissions, needs) && !may(actor, needs)) return refuse('permission.missing', { needs })
  // A wall that still signs in by a password may choose it; nothing else is ever done at one.
  const isCommand = contract.method !== 'GET' && owed === undefined
  if (isReadOnly(actor.role) && isCommand) return refuse('permission.missing', { needs })
  return grant(actor)
}

interface ContractExchange extends HttpExchange {
  readonly contract: Contract
}

const tell = (edge: RouteEdge, sending: ContractExchange, result: Result<unknown>) => {
  if (result.ok) {
    return sending.reply.code(result.isNew ? 201 : (sending.contract.status ?? 200)).send(result.value)
  }
  const problem = edge.book.problemOf(result.refusal, sending.request.id)
  const { retryAfterS = problem.status === 503 ? 2 : undefined } = result.refusal.detail
  if (typeof retryAfterS === 'number') void sending.reply.header('retry-after', retryAfterS)
  return sending.reply.code(problem.status).type('application/problem+json').send(problem)
}

const listingOf = ({ shape, summary, name, needs, refuses }: Contract) => ({
  ...(shape.params && { params: shape.params }),
  ...(shape.query && { querystring: shape.query }),
  ...(shape.body && { body: shape.body }),
  response: { '2xx': shape.reply },
  summary,
  operationId: name,
  'x-needs': needs,
  'x-refuses': refuses,
})

type RouteHandler<C extends Contract> = (sent: HttpExchange) => Promise<Result<ReplyOf<C>>>

/** The one place where contracts become routes. Who asks is known before what is asked is looked at. */
export function routesOf(edge: RouteEdge): On {
  const bind = <C extends Contract>(contract: C, run: RouteHandler<C>) =>
    edge.http.route({
      method: contract.method,
      url: `/api${contract.path}`,
      schema: listingOf(contract),
      handler: async (request, reply) =>
        tell(edge, { request, reply, contract }, await run({ request, reply })),
    })
  const partsOf = <C extends Contract>(contract: C) => {
    const check = checkerOf(contract)
    return (request: FastifyRequest) => {
      const checked = check({ params: request.params, query: request.query, body: request.body })
      if (!checked.ok) return checked
      // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- parse boundary: the schemas were just checked
      return grant(checked.value as Pick<RouteRequest<C>, 'params' | 'query' | 'body'>)
    }
  }
  const signed = <C extends Contract>(
    contract: C,
    answer: (asked: SignedRouteRequest<C>) => Promise<Result<ReplyOf<C>>>,
  ) => {
    const parts = partsOf(contract)
    bind(contract, async sent => {
      const admitted = await admit(edge, contract, sent.request)
      if (!admitted.ok) return admitted
      const read = parts(sent.request)
      return read.ok ? answer({ ...read.value, ...sent, actor: admitted.value }) : read
    })
  }
  const open = <C extends Contract>(
    contract: C,
    answer: (asked: RouteRequest<C>) => Promise<Result<ReplyOf<C>>>,
  ) => {
    const parts = partsOf(contract)
    bind(contract, async sent => {
      const read = parts(sent.request)
      return read.ok ? answer({ ...read.value, ...sent }) : read
    })
  }
  return Object.assign(signed, { open })
}
