import type { Clock } from '@shuniu/shared/kernel'
import { accountCommands, accountQueries, setupCommands } from '../../src/features/identity/index.ts'
import { systemClock } from '../../src/platform/clock/index.ts'
import type { Database } from '../../src/platform/db/index.ts'
import { timeOrderedIds } from '../../src/platform/ids/index.ts'
import type { Secrets } from '../../src/platform/secrets/index.ts'
import { siteIn } from './site.ts'

interface Keeping {
  readonly database: Database
  readonly secrets: Secrets
  /** A user of the server's machine as `os:<user>`. */
  readonly actor: string
  /** The system's when absent. */
  readonly clock?: Clock
}

/** Names are what the server's pages show; at its machine codes do. */
const names = { ofDivision: () => undefined, ofUnit: () => undefined }

/** The accounts as whoever works at the server's machine keeps them. */
export function accountsFrom(keeping: Keeping) {
  const deps = { clock: systemClock, ...keeping, ids: timeOrderedIds, names, site: siteIn(keeping.database) }
  return { ...accountCommands(deps), ...accountQueries(deps), setup: setupCommands(deps) }
}
