import { platformRefusals, type Clock } from '@shuniu/shared/kernel'
import { liveRefusals } from '@shuniu/shared/live'
import type { FastifyInstance } from 'fastify'
import { featuresOf } from './features.ts'
import type { Database } from './platform/db/index.ts'
import type { ServerFeature } from './platform/feature/index.ts'
import {
  createHttp,
  measureRequests,
  servePages,
  tellHealth,
  tellListing,
  tellProblems,
  type HttpEdge,
} from './platform/http/index.ts'
import type { Ids } from './platform/ids/index.ts'
import { createLive } from './platform/live/index.ts'
import { ProblemBook } from './platform/problems/index.ts'
import { routesOf, type Authenticate } from './platform/routes/index.ts'
import type { Settings } from './platform/settings/index.ts'

/** What the app is built from; production and tests differ in nothing else. */
export interface AppDeps {
  readonly settings: Settings
  readonly database: Database
  readonly clock: Clock
  readonly ids: Ids
  /** Where the client was built to. */
  readonly pagesFolder: string
}

export interface App {
  readonly http: FastifyInstance
  /** A new code of the first setup, to be printed; undefined where somebody has an account. */
  setupCode(): Promise<string | undefined>
  /** Starts what runs beside the routes: relay, hub, followers, sweeps. Never listens. */
  start(): Promise<void>
  /** Stops all of it, sockets first; the database is left to whoever opened it. */
  close(): Promise<void>
}

const bookOf = (features: readonly ServerFeature[]) =>
  new ProblemBook([
    platformRefusals,
    liveRefusals,
    ...features.flatMap(({ refusals }) => (refusals ? [refusals] : [])),
  ])

interface Routed {
  readonly features: readonly ServerFeature[]
  readonly authenticate: Authenticate
}

/** Refusals are told by the book before anything is bound, so that every route tells them alike. */
async function route({ http, methodsOf }: HttpEdge, { features, authenticate }: Routed): Promise<void> {
  const book = bookOf(features)
  tellProblems(http, { book, methodsOf })
  const on = routesOf({ http, book, authenticate })
  for (const feature of features) {
    feature.bind?.(on)
    await feature.mount?.(http)
  }
  tellListing(http, book)
}

/** Builds the whole server on a migrated database, without listening. */
export async function buildApp(deps: AppDeps): Promise<App> {
  const edge = await createHttp(deps.settings)
  const { http } = edge
  measureRequests(http)
  const live = createLive({ ...deps, log: http.log })
  const { features, authenticate, setupCode, readStandings, sightIn } = featuresOf({
    ...deps,
    log: http.log,
    live,
  })
  await route(edge, { features, authenticate })
  tellHealth(http, {
    database: async () => (await deps.database.pool.query('select 1')).rowCount === 1,
    relay: () => live.isReady(),
  })
  await servePages(http, deps.pagesFolder)
  live.attach(http.server, {
    authenticate,
    readStandings,
    sightIn,
    catalogue: Object.fromEntries(features.flatMap(({ facts = {} }) => Object.entries(facts))),
  })
  return {
    http,
    setupCode,
    async start() {
      for (const feature of features) await feature.start?.()
      await live.start()
    },
    async close() {
      await live.stop()
      await http.close()
      for (const feature of [...features].reverse()) await feature.stop?.()
    },
  }
}
