import type { IncomingHttpHeaders } from 'node:http'
import { identityRefusals, type Actor } from '@shuniu/shared/identity'
import type { Platform, ServerFeature } from '../../platform/feature/index.ts'
import { jobOf } from '../../platform/jobs/index.ts'
import { hashOf, tokenIn } from './cookie.ts'
import { identityCommands } from './identity.commands.ts'
import { identityQueries } from './identity.queries.ts'
import { bindIdentity, type Names } from './identity.routes.ts'
import { ownCommands } from './own.commands.ts'
import { readyPasswords } from './passwords.ts'
import { actorOf, rememberedSessions } from './remembered.ts'

export {
  accountCommands,
  accountsTold,
  initialsOf,
  type AccountView,
  type AccountInput,
} from './accounts.commands.ts'
export { opensDemo, renewDemoPassword } from './demo.repo.ts'
export { addAccounts, type NewAccount } from './identity.repo.ts'
export { accounts } from './identity.tables.ts'
export { postsIn } from './posts.ts'
export { hashPassword } from './passwords.ts'

export interface Identity extends ServerFeature {
  /** Who asks, by the session cookie of a request or of a socket's handshake. Throws when the database is away. */
  readonly authenticate: (request: { readonly headers: IncomingHttpHeaders }) => Promise<Actor | undefined>
  /** Whether accounts and cases here are invented ones. */
  readonly isDemo: () => Promise<boolean>
}

const watchEveryMs = 500
const sweepEveryMs = 30_000

/** Accounts and sessions. */
export function identityFeature(platform: Platform, names: Names): Identity {
  const { live, log } = platform
  const remembered = rememberedSessions({ ...platform, onEnded: accountId => live.cut(accountId) })
  const commands = identityCommands(platform, remembered)
  const own = ownCommands(platform, remembered)
  const queries = identityQueries(platform)
  // While the database is away nothing can be noticed; requests are refused then all the same.
  const jobs = [
    jobOf(remembered.watch, { name: 'identity.watch', everyMs: watchEveryMs, log }),
    jobOf(commands.sweep, { name: 'identity.sweep', everyMs: sweepEveryMs, log }),
  ]

  return {
    name: 'identity',
    refusals: identityRefusals,
    async authenticate({ headers }) {
      const token = tokenIn(headers.cookie)
      const session = token === undefined ? undefined : await remembered.of(hashOf(token))
      return session && actorOf(session)
    },
    isDemo: async () => (await queries.site()).isDemo,
    bind: on => bindIdentity(on, { platform, commands, own, queries, remembered, names }),
    async start() {
      await readyPasswords()
      await commands.sweep()
      for (const job of jobs) job.start()
    },
    async stop() {
      for (const job of jobs) await job.stop()
    },
  }
}
