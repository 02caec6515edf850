import {
  listMembers,
  permissionsOf,
  roles,
  seeSession,
  seeSite,
  signIn,
  signOut,
  type SessionView,
} from '@shuniu/shared/identity'
import { grant, refuse } from '@shuniu/shared/kernel'
import type { FastifyRequest } from 'fastify'
import type { Platform } from '../../platform/feature/index.ts'
import { arrivalsOf } from '../../platform/http/index.ts'
import type { On } from '../../platform/routes/index.ts'
import { cookieFor, hashOf, sessionCookies, tokenIn } from './cookie.ts'
import type { identityCommands } from './identity.commands.ts'
import type { identityQueries } from './identity.queries.ts'
import type { AccountRow } from './identity.repo.ts'
import { lifetimeOf } from './lifetimes.ts'
import type { Remembered } from './remembered.ts'

/** Names that other features of the same level know. */
export interface Names {
  readonly ofDivision: (code: string) => string | undefined
  readonly ofUnit: (id: string) => string | undefined
}

interface Parts {
  readonly platform: Platform
  readonly commands: ReturnType<typeof identityCommands>
  readonly queries: ReturnType<typeof identityQueries>
  readonly remembered: Remembered
  readonly names: Names
}

const viewOf = (row: AccountRow, names: Names): SessionView => ({
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
})

const tokenOf = (request: FastifyRequest) => tokenIn(request.headers.cookie)

export function bindIdentity(on: On, { platform, commands, queries, remembered, names }: Parts): void {
  const arrivalOf = arrivalsOf(platform.settings)

  on.open(signIn, async ({ body, request, reply }) => {
    const { address, isSecure } = arrivalOf(request.raw)
    const begun = await commands.signIn(body, address)
    if (!begun.ok) {
      const { retryAfterS } = begun.refusal.detail
      if (typeof retryAfterS === 'number') void reply.header('retry-after', retryAfterS)
      return begun
    }
    const { token, account } = begun.value
    const { name, options } = cookieFor('session', isSecure)
    void reply.setCookie(name, token, { ...options, maxAge: lifetimeOf(account.role).expiresInS })
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
    const { isSecure } = arrivalOf(request.raw)
    for (const { name, options } of sessionCookies(isSecure)) void reply.clearCookie(name, options)
    return grant({ signedOut: true })
  })

  on.open(seeSite, async () => grant(await queries.site()))

  on(listMembers, ({ query, actor }) => queries.members(query, actor))
}
