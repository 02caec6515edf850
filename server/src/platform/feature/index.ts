import type { Clock, FactCatalogue, RefusalCatalogue } from '@shuniu/shared/kernel'
import type { FastifyBaseLogger, FastifyInstance } from 'fastify'
import type { Database } from '../db/index.ts'
import type { Ids } from '../ids/index.ts'
import type { Live } from '../live/index.ts'
import type { On } from '../routes/index.ts'
import type { Settings } from '../settings/index.ts'

/** What every feature stands on. Nothing here names a feature. */
export interface Platform {
  readonly settings: Settings
  readonly clock: Clock
  readonly ids: Ids
  readonly log: FastifyBaseLogger
  readonly database: Database
  readonly live: Live
}

/** A feature as the app sees it: its refusals, its routes, and what it runs beside them. */
export interface ServerFeature {
  readonly name: string
  readonly refusals?: RefusalCatalogue
  /** What it tells of itself, by name. */
  readonly facts?: FactCatalogue
  /** Called once, before the server listens. */
  readonly bind?: (on: On) => void
  /** For protocols that are not JSON routes, such as resumable uploads. */
  readonly mount?: (http: FastifyInstance) => Promise<void> | void
  /** After the database is migrated and filled, before the first request. */
  readonly start?: () => Promise<void>
  readonly stop?: () => Promise<void>
}
