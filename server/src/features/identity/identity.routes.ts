import {
  beginSetup,
  changeOwnPassword,
  changeSignInRules,
  endOwnSession,
  finishSignIn,
  listMembers,
  permissionsOf,
  roles,
  seeOwnSessions,
  seeSession,
  seeSignInRules,
  seeSite,
  signIn,
  signOut,
  type SessionView,
} from '@shuniu/shared/identity'
import { grant, refuse } from '@shuniu/shared/kernel'
import type { FastifyRequest } from 'fastify'
import type { Platform } from '../../platform/feature/index.ts'
import type { HttpExchange, On } from '../../platform/routes/index.ts'
import { bindAccounts, type AccountRouteDeps } from './accounts/accounts.routes.ts'
import type { ScopeNames } from './accounts/view.ts'
import { hashOf, ticketTokenIn, tokenIn } from './cookie.ts'
import type { BegunSession, identityCommands } from './identity.commands.ts'
import type { identityQueries } from './identity.queries.ts'
import type { ownCommands } from './own.commands.ts'
import { inSessionOf } from './ownSession.ts'
import { owedIn, type Remembered } from './remembered.ts'
import type { signInRulesCommands } from './rules/signInRules.commands.ts'
import type { secondFactorCommands } from './secondFactor/secondFactor.commands.ts'
import { bindSecondFactor } from './secondFactor/secondFactor.routes.ts'
import type { SessionStanding } from './sessions.repo.ts'
import type { setupCommands } from './setup/setup.commands.ts'
import { sessionCookiesOf } from './sessionCookies.ts'
import { bindWalls, type WallRouteDeps } from './walls/walls.routes.ts'

interface IdentityRouteDeps {
  readonly platform: Platform
  readonly commands: ReturnType<typeof identityCommands>
  readonly own: ReturnType<typeof ownCommands>
  readonly queries: ReturnType<typeof identityQueries>
  readonly remembered: Remembered
  readonly names: ScopeNames
  readonly accounts: AccountRouteDeps
  readonly setup: ReturnType<typeof setupCommands>
  readonly factor: ReturnType<typeof secondFactorCommands>
  readonly rules: ReturnType<typeof signInRulesCommands>
  readonly walls: WallRouteDeps
}

function viewOf(standing: SessionStanding, names: ScopeNames): SessionView {
  const { account: row, passwordAgedDays } = standing
  return {
    account: row.account,
    accountId: row.id,
    name: row.name,
    role: row.role,
    roleName: roles[row.role].name,
    scope: row.scope,
    scopeName: names.ofDivision(row.scope) ?? row.scope,
    unitId: row.unitId,
    unitName: (row.unitId !== null && names.ofUnit(row.unitId)) || null,
    permissions: [...permissionsOf(row.role)],
    isDemo: row.isDemo,
    passwordAgedDays,
    hasSecondFactor: row.secondFactorAt !== null,
    ...owedIn(standing),
  }
}

const tokenOf = (request: FastifyRequest) => tokenIn(request.headers.cookie)

function bindSigning(on: On, { platform, commands, remembered, names }: IdentityRouteDeps): void {
  const cookies = sessionCookiesOf(platform)

  function entered(exchange: HttpExchange, { token, deviceToken, standing }: BegunSession) {
    cookies.setSession(exchange, token, standing)
    cookies.setDevice(exchange, deviceToken)
    return grant(viewOf(standing, names))
  }

  on.open(signIn, async ({ body, ...exchange }) => {
    const begun = await commands.signIn(body, cookies.whenceOf(exchange.request))
    if (!begun.ok) return begun
    if ('token' in begun.value) return entered(exchange, begun.value)
    const { ticket, ticketToken, expiresInS } = begun.value
    cookies.setTicket(exchange, ticketToken, expiresInS)
    return refuse('session.codeNeeded', { ticket, expiresInS })
  })

  on.open(finishSignIn, async ({ body, ...exchange }) => {
    const ticketToken = ticketTokenIn(exchange.request.headers.cookie)
    const begun = await commands.finish({ ...body, ticketToken }, cookies.whenceOf(exchange.request))
    if (!begun.ok) return begun
    const answer = entered(exchange, begun.value)
    cookies.forgetTicket(exchange)
    return answer
  })

  on(seeSession, async ({ request }) => {
    const token = tokenOf(request)
    const session = token === undefined ? undefined : await remembered.of(hashOf(token))
    return session ? grant(viewOf(session, names)) : refuse('session.none')
  })

  on.open(signOut, async ({ request, reply }) => {
    const token = tokenOf(request)
    if (token !== undefined) await commands.signOut(token)
    cookies.forgetSession({ request, reply })
    return grant({ signedOut: true })
  })
}

/** What people do with their own account and its sessions. */
function bindOwn(on: On, { platform, own, remembered, names, factor }: IdentityRouteDeps): void {
  const cookies = sessionCookiesOf(platform)

  const inSession = inSessionOf(remembered)

  on(changeOwnPassword, ({ body, request, reply }) =>
    inSession(request, async session => {
      const { deviceToken } = cookies.whenceOf(request)
      const changed = await own.changePassword(body, { session, deviceToken })
      if (!changed.ok) return changed
      const { token, standing } = changed.value
      cookies.setSession({ request, reply }, token, standing)
      return grant(viewOf(standing, names))
    }),
  )

  on(seeOwnSessions, ({ query, request }) =>
    inSession(request, async session => grant(await own.sessions(session, query.cursor))),
  )

  on(endOwnSession, ({ params, request }) =>
    inSession(request, session => own.endOwnSession(session, params.id)),
  )

  bindSecondFactor(on, { factor, inSession })
}

export function bindIdentity(on: On, parts: IdentityRouteDeps): void {
  const { queries, rules } = parts
  bindSigning(on, parts)
  bindOwn(on, parts)
  bindAccounts(on, parts.accounts)
  on(seeSignInRules, () => rules.see())
  on(changeSignInRules, ({ body, actor }) => rules.change(body, actor))
  bindWalls(on, parts.walls, sessionCookiesOf(parts.platform))
  on.open(beginSetup, ({ body }) => parts.setup.begin(body))
  on.open(seeSite, async () => grant(await queries.site()))
  on(listMembers, ({ query, actor }) => queries.members(query, actor))
}
