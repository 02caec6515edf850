import type { IncomingHttpHeaders } from 'node:http'
import { identityRefusals, type Actor } from '@shuniu/shared/identity'
import type { Platform, ServerFeature } from '../../platform/feature/index.ts'
import { jobOf } from '../../platform/jobs/index.ts'
import { secretsOf } from '../../platform/secrets/index.ts'
import { accountCommands } from './accounts/accounts.commands.ts'
import { accountQueries } from './accounts/accounts.queries.ts'
import type { Affiliations } from './accounts/standing.ts'
import type { ScopeNames } from './accounts/view.ts'
import { hashOf, tokenIn } from './cookie.ts'
import { identityCommands } from './identity.commands.ts'
import { identityQueries } from './identity.queries.ts'
import { bindIdentity } from './identity.routes.ts'
import { ownCommands } from './own.commands.ts'
import { readyPasswords } from './passwords.ts'
import { setupCommands } from './setup/setup.commands.ts'
import { actorOf, rememberedSessions } from './remembered.ts'
import { signInRulesCommands } from './rules/signInRules.commands.ts'
import { secondFactorCommands } from './secondFactor/secondFactor.commands.ts'
import { wallPartsOf } from './walls/wallParts.ts'

export { accountCommands } from './accounts/accounts.commands.ts'
export { accountQueries, accountsTold } from './accounts/accounts.queries.ts'
export { initialsOf } from './accounts/naming.ts'
export type { Affiliations } from './accounts/standing.ts'
export { setupCommands } from './setup/setup.commands.ts'
export { opensDemo, renewDemoPassword } from './demo.repo.ts'
export { addAccounts, type NewAccount } from './identity.repo.ts'
export { accounts } from './identity.tables.ts'
export { deviceHashIn, isDeviceOf } from './devices.repo.ts'
export { passAccounts } from './passing.repo.ts'
export { gridAccountsUnder, type GridAccount } from './gridHolders.queries.ts'
export {
  accountsAlike,
  accountsLeaningOn,
  accountRegister,
  keptAccounts,
  type KeptAccount,
  endSessionsOfAll,
  noteImported,
  scopesHeld,
} from './registers.repo.ts'
export { accountsIn, moveAccounts } from './moving.repo.ts'
export { skeletonOf } from './skeleton.ts'
export { postsIn } from './posts.ts'
export { callableAccounts, type CallableAccount } from './telephones.repo.ts'
export { hashPassword } from './passwords.ts'

export interface Identity extends ServerFeature {
  /** At a start: the code by which the first administrators are made, where nobody has an account yet. */
  readonly setupCode: () => Promise<string | undefined>
  /** Who asks, by the session cookie of a request or of a socket's handshake. Throws when the database is away. */
  readonly authenticate: (request: { readonly headers: IncomingHttpHeaders }) => Promise<Actor | undefined>
  /** Whether accounts and cases here are invented ones. */
  readonly isDemo: () => Promise<boolean>
}

const watchEveryMs = 500
const sweepEveryMs = 30_000

/** What the features of the same level tell this one. */
interface IdentityGround {
  readonly names: ScopeNames
  readonly site: Affiliations
}

/** Accounts and sessions. */
export function identityFeature(platform: Platform, { names, site }: IdentityGround): Identity {
  const { live, log } = platform
  const remembered = rememberedSessions({ ...platform, onEnded: accountId => live.cut(accountId) })
  const secrets = secretsOf(platform.settings)
  const commands = identityCommands({ ...platform, secrets }, remembered)
  const own = ownCommands({ ...platform, names }, remembered)
  const factor = secondFactorCommands({ ...platform, secrets }, remembered)
  const rules = signInRulesCommands(platform, remembered)
  const queries = identityQueries(platform)
  const administering = { ...platform, names, site, secrets }
  const setup = setupCommands(administering)
  const accounts = {
    commandsOf: (actor: Actor) => accountCommands({ ...administering, actor }),
    queries: accountQueries(administering),
    secrets,
    remembered,
  }
  const walls = wallPartsOf(administering, remembered)
  // While the database is away nothing can be noticed; requests are refused then all the same.
  const jobs = [
    jobOf(remembered.watch, { name: 'identity.watch', everyMs: watchEveryMs, log }),
    jobOf(commands.sweep, { name: 'identity.sweep', everyMs: sweepEveryMs, log }),
    ...walls.jobs,
  ]

  return {
    name: 'identity',
    refusals: identityRefusals,
    async authenticate({ headers }) {
      const token = tokenIn(headers.cookie)
      const session = token === undefined ? undefined : await remembered.of(hashOf(token))
      return session && actorOf(session)
    },
    setupCode: () => setup.issueWhereEmpty(),
    isDemo: async () => (await queries.site()).isDemo,
    bind: on =>
      bindIdentity(on, {
        platform,
        commands,
        own,
        queries,
        remembered,
        names,
        accounts,
        setup,
        factor,
        rules,
        walls: walls.routes,
      }),
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
