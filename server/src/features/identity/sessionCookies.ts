import type { FastifyRequest } from 'fastify'
import { networkOf } from '../../platform/addresses/index.ts'
import type { Platform } from '../../platform/feature/index.ts'
import { arrivalsOf } from '../../platform/http/index.ts'
import type { HttpExchange } from '../../platform/routes/index.ts'
import { agentIn } from './agent.ts'
import { cookieFor, cookiesFor, deviceTokenIn, tokenIn, wallSecretIn } from './cookie.ts'
import { deviceKeptS, lifetimeOf } from './lifetimes.ts'
import type { SessionStanding } from './sessions.repo.ts'

/** So long a screen keeps its secret without asking, in seconds; its code has long ended by then. */
const secretKeptS = 24 * 3_600

/** Cookies for the scheme that the page is served over. */
export function sessionCookiesOf({ settings }: Pick<Platform, 'settings'>) {
  const arrivalOf = arrivalsOf(settings)
  const isSecure = ({ raw }: FastifyRequest): boolean => arrivalOf(raw).isSecure

  function set(
    { request, reply }: HttpExchange,
    kind: Parameters<typeof cookieFor>[0],
    { token, ...kept }: { token: string; maxAge: number; sameSite?: 'strict' },
  ): void {
    const { name, options } = cookieFor(kind, isSecure(request))
    void reply.setCookie(name, token, { ...options, ...kept })
  }
  function forget({ request, reply }: HttpExchange, kind: Parameters<typeof cookieFor>[0]): void {
    for (const { name, options } of cookiesFor(kind, isSecure(request))) void reply.clearCookie(name, options)
  }
  const whenceOf = ({ raw, headers }: FastifyRequest) => ({
    network: networkOf(arrivalOf(raw).address),
    deviceToken: deviceTokenIn(headers.cookie),
    agent: agentIn(headers['user-agent']),
  })

  return {
    whenceOf,
    askingOf: (request: FastifyRequest) => ({
      ...whenceOf(request),
      secret: wallSecretIn(request.headers.cookie),
      sessionToken: tokenIn(request.headers.cookie),
    }),
    setSession: (sending: HttpExchange, token: string, { account }: Pick<SessionStanding, 'account'>): void =>
      set(sending, 'session', { token, maxAge: lifetimeOf(account.role).expiresInS }),
    setTicket: (sending: HttpExchange, token: string, maxAge: number): void =>
      set(sending, 'ticket', { token, maxAge, sameSite: 'strict' }),
    forgetTicket: (sending: HttpExchange): void => forget(sending, 'ticket'),
    setDevice: (sending: HttpExchange, token: string): void =>
      set(sending, 'device', { token, maxAge: deviceKeptS }),
    setWall: (sending: HttpExchange, token: string): void =>
      set(sending, 'wall', { token, maxAge: secretKeptS }),
    /** The screen's secret is its session's token. */
    seatWall(sending: HttpExchange, token: string): void {
      set(sending, 'session', { token, maxAge: lifetimeOf('wall').expiresInS })
      forget(sending, 'wall')
    },
    forgetSession: (sending: HttpExchange): void => forget(sending, 'session'),
  }
}
