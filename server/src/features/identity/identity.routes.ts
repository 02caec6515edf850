import {
  beginSetup,
  changeOwnPassword,
  endOwnSession,
  listMembers,
  permissionsOf,
  roles,
  seeOwnSessions,
  seeSession,
  seeSite,
  signIn,
  signOut,
  type SessionView,
} from '@shuniu/shared/identity'
import { grant, refuse, type Result } from '@shuniu/shared/kernel'
import type { FastifyRequest } from 'fastify'
import { networkOf } from '../../platform/addresses/index.ts'
import type { Platform } from '../../platform/feature/index.ts'
import { arrivalsOf } from '../../platform/http/index.ts'
import type { HttpExchange, On } from '../../platform/routes/index.ts'
import { bindAccounts, type AccountRouteDeps } from './accounts/accounts.routes.ts'
import type { ScopeNames } from './accounts/view.ts'
import { agentIn } from './agent.ts'
import { cookieFor, deviceTokenIn, hashOf, sessionCookies, tokenIn } from './cookie.ts'
import type { identityCommands } from './identity.commands.ts'
import type { identityQueries } from './identity.queries.ts'
import type { AccountRow } from './identity.repo.ts'
import { deviceKeptS, lifetimeOf } from './lifetimes.ts'
import type { ownCommands } from './own.commands.ts'
import type { setupCommands } from './setup/setup.commands.ts'
import type { Remembered, LivingSession } from './remembered.ts'

interface IdentityRouteDeps {
  readonly platform: Platform
  readonly commands: ReturnType<typeof identityCommands>
  readonly own: ReturnType<typeof ownCommands>
  readonly queries: ReturnType<typeof identityQueries>
  readonly remembered: Remembered
  readonly names: ScopeNames
  readonly accounts: AccountRouteDeps
  readonly setup: ReturnType<typeof setupCommands>
}

const viewOf = (row: AccountRow, names: ScopeNames): SessionView => ({
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
  mustChangePassword: row.mustChangePassword,
})

const tokenOf = (request: FastifyRequest) => tokenIn(request.headers.cookie)

/** Cookies for the scheme that the page is served over. */
function cookiesOf({ settings }: Platform) {
  const arrivalOf = arrivalsOf(settings)
  return {
    whenceOf: ({ raw, headers }: FastifyRequest) => ({
      network: networkOf(arrivalOf(raw).address),
      deviceToken: deviceTokenIn(headers.cookie),
      agent: agentIn(headers['user-agent']),
    }),
    setSession({ request, reply }: HttpExchange, token: string, { role }: AccountRow): void {
      const { name, options } = cookieFor('session', arrivalOf(request.raw).isSecure)
      void reply.setCookie(name, token, { ...options, maxAge: lifetimeOf(role).expiresInS })
    },
    setDevice({ request, reply }: HttpExchange, token: string): void {
      const { name, options } = cookieFor('device', arrivalOf(request.raw).isSecure)
      void reply.setCookie(name, token, { ...options, maxAge: deviceKeptS })
    },
    forgetSession({ request, reply }: HttpExchange): void {
      for (const { name, options } of sessionCookies(arrivalOf(request.raw).isSecure)) {
        void reply.clearCookie(name, options)
      }
    },
  }
}

function bindSigning(on: On, { platform, commands, remembered, names }: IdentityRouteDeps): void {
  const cookies = cookiesOf(platform)

  on.open(signIn, async ({ body, request, reply }) => {
    const begun = await commands.signIn(body, cookies.whenceOf(request))
    if (!begun.ok) return begun
    const { token, deviceToken, account } = begun.value
    cookies.setSession({ request, reply }, token, account)
    cookies.setDevice({ request, reply }, deviceToken)
    return grant(viewOf(account, names))
  })

  on(seeSession, async ({ request }) => {
    const token = tokenOf(request)
    const session = token === undefined ? undefined : await remembered.of(hashOf(token))
    return session ? grant(viewOf(session.account, names)) : refuse('session.none')
  })

  on.open(signOut, async ({ request, reply }) => {
    const token = tokenOf(request)
    if (token !== undefined) await commands.signOut(token)
    cookies.forgetSession({ request, reply })
    return grant({ signedOut: true })
  })
}

/** What people do with their own account and its sessions. */
function bindOwn(on: On, { platform, own, remembered, names }: IdentityRouteDeps): void {
  const cookies = cookiesOf(platform)

  async function inSession<T>(
    request: FastifyRequest,
    run: (session: LivingSession) => Promise<Result<T>>,
  ): Promise<Result<T>> {
    const token = tokenOf(request)
    const session = token === undefined ? undefined : await remembered.of(hashOf(token))
    return session ? run(session) : refuse('session.none')
  }

  on(changeOwnPassword, ({ body, request, reply }) =>
    inSession(request, async session => {
      const { deviceToken } = cookies.whenceOf(request)
      const changed = await own.changePassword(body, { session, deviceToken })
      if (!changed.ok) return changed
      const { token, account } = changed.value
      cookies.setSession({ request, reply }, token, account)
      return grant(viewOf(account, names))
    }),
  )

  on(seeOwnSessions, ({ query, request }) =>
    inSession(request, async session => grant(await own.sessions(session, query.cursor))),
  )

  on(endOwnSession, ({ params, request }) =>
    inSession(request, session => own.endOwnSession(session, params.id)),
  )
}

export function bindIdentity(on: On, parts: IdentityRouteDeps): void {
  const { queries } = parts
  bindSigning(on, parts)
  bindOwn(on, parts)
  bindAccounts(on, parts.accounts)
  on.open(beginSetup, ({ body }) => parts.setup.begin(body))
  on.open(seeSite, async () => grant(await queries.site()))
  on(listMembers, ({ query, actor }) => queries.members(query, actor))
}
