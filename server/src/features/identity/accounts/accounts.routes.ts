import {
  changeAccountPost,
  createAccount,
  disableAccount,
  dropSecondFactor,
  enableAccount,
  endAccountSessions,
  listAccounts,
  listAccountSessions,
  resetAccount,
  resetAccounts,
  unlockAccount,
  type AccountChangeBody,
  type Actor,
  type IssuedPassword,
} from '@shuniu/shared/identity'
import { grant, type Result } from '@shuniu/shared/kernel'
import type { On } from '../../../platform/routes/index.ts'
import type { Secrets } from '../../../platform/secrets/index.ts'
import { hashOf, tokenIn } from '../cookie.ts'
import type { Remembered } from '../remembered.ts'
import type { accountCommands } from './accounts.commands.ts'
import type { accountQueries } from './accounts.queries.ts'
import type { AccountReason, MeantAccount } from './change.commands.ts'
import { issuedPassword } from './issuing.ts'
import { slipCommands } from './slips.commands.ts'

export interface AccountRouteDeps {
  readonly commandsOf: (actor: Actor) => ReturnType<typeof accountCommands>
  readonly queries: ReturnType<typeof accountQueries>
  readonly secrets: Secrets
  readonly remembered: Pick<Remembered, 'checkAnew'>
}

const meant = ({ id }: { id: string }, { version }: AccountChangeBody): MeantAccount => ({
  accountId: id,
  version,
})
const why = ({ id, reason }: AccountChangeBody): AccountReason => ({ command: id, reason })

/** What administrators do with accounts, and see of them. */
export function bindAccounts(on: On, { commandsOf, queries, secrets, remembered }: AccountRouteDeps): void {
  /** Sessions that ended are noticed here at once, and by every other process within half a second. */
  async function told<T>(doing: Promise<Result<T>>): Promise<Result<T>> {
    const done = await doing
    if (done.ok) await remembered.checkAnew()
    return done
  }
  const slips = slipCommands({ secrets })

  on(listAccounts, ({ query, actor }) => queries.list(query, actor))
  on(createAccount, ({ body, actor }) => {
    const { id, reason, ...input } = body
    const password = issuedPassword(secrets, id)
    return commandsOf(actor).create({ ...input, password }, { command: id, reason })
  })
  on(changeAccountPost, ({ params, body, actor }) => {
    const { id: _, version: __, reason: ___, ...post } = body
    return told(commandsOf(actor).changePost(meant(params, body), post, why(body)))
  })
  on(disableAccount, ({ params, body, actor }) =>
    told(commandsOf(actor).disable(meant(params, body), why(body))),
  )
  on(enableAccount, ({ params, body, actor }) => commandsOf(actor).enable(meant(params, body), why(body)))
  on(unlockAccount, ({ params, body, actor }) => commandsOf(actor).unlock(meant(params, body), why(body)))
  on(resetAccount, ({ params, body, actor }): Promise<Result<IssuedPassword>> => {
    const password = issuedPassword(secrets, body.id)
    return told(commandsOf(actor).reset(meant(params, body), password, why(body)))
  })
  on(dropSecondFactor, ({ params, body, actor }) =>
    told(commandsOf(actor).dropSecondFactor(meant(params, body), why(body))),
  )
  on(resetAccounts, async ({ body, actor }) => {
    const made = await slips.reset(body, commandsOf(actor))
    await remembered.checkAnew()
    return grant(made)
  })
  on(listAccountSessions, ({ params, query, request, actor }) => {
    const token = tokenIn(request.headers.cookie)
    const present = token === undefined ? undefined : hashOf(token)
    return queries.sessions(params.id, query.cursor, { actor, present })
  })
  on(endAccountSessions, ({ params, body, actor }) =>
    told(commandsOf(actor).endSessions(params.id, body.session, body.reason)),
  )
}
