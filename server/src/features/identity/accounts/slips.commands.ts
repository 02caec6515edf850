import type { resetAccounts } from '@shuniu/shared/identity'
import type { BodyOf, ReplyOf } from '@shuniu/shared/kernel'
import { v5 } from 'uuid'
import type { Secrets } from '../../../platform/secrets/index.ts'
import type { accountCommands } from './accounts.commands.ts'
import { issuedPassword } from './issuing.ts'

type Slips = ReplyOf<typeof resetAccounts>

/** Passwords set anew for several accounts, to be printed. */
export const slipCommands = ({ secrets }: { readonly secrets: Pick<Secrets, 'derive'> }) => ({
  /** One account after the other: each is a change of its own, and what one is refused holds up none of the others. */
  async reset(
    { id, accountIds, reason }: BodyOf<typeof resetAccounts>,
    commands: Pick<ReturnType<typeof accountCommands>, 'reset'>,
  ): Promise<Slips> {
    const made: Slips = { items: [], refused: [] }
    for (const accountId of accountIds) {
      const password = issuedPassword(secrets, `${id} ${accountId}`)
      const done = await commands.reset({ accountId }, password, { reason, command: v5(accountId, id) })
      if (done.ok) made.items.push(done.value)
      else made.refused.push({ id: accountId, code: done.refusal.code })
    }
    return made
  },
})
