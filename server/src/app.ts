import { platformRefusals, type Clock } from '@shuniu/shared/kernel'
import { liveRefusals } from '@shuniu/shared/live'
import type { FastifyInstance } from 'fastify'
import { featuresOf } from './features.ts'
import type { Database } from './platform/db/index.ts'
import type { ServerFeature } from './platform/feature/index.ts'
import { createHttp } from './platform/http/index.ts'
import type { Ids } from './platform/ids/index.ts'
import { createLive } from './platform/live/index.ts'
import { ProblemBook } from './platform/problems/index.ts'
import { routesOf } from './platform/routes/index.ts'
import type { Settings } from './platform/settings/index.ts'

/** What the app is built from; production and tests differ in nothing else. */
export interface Deps {
  readonly settings: Settings
  readonly database: Database
  readonly clock: Clock
  readonly ids: Ids
}

export interface App {
  readonly http: FastifyInstance
  /** Starts what runs beside the routes: relay, hub, followers, sweeps. Never listens. */
  start(): Promise<void>
  close(): Promise<void>
}

const bookOf = (features: readonly ServerFeature[]) =>
  new ProblemBook([platformRefusals, liveRefusals, ...features.flatMap(feature => feature.refusals ?? [])])

/** Builds the whole server on a migrated database, without listening. */
export async function buildApp(deps: Deps): Promise<App> {
  const http = await createHttp(deps.settings)
  const live = createLive({ ...deps, log: http.log })
  const { features, authenticate, mayReadCase } = featuresOf({ ...deps, log: http.log, live })
  const book = bookOf(features)
  http.tellProblemsBy(book)
  const on = routesOf({ http, book, authenticate })
  for (const feature of features) {
    feature.bind?.(on)
    await feature.mount?.(http)
  }
  live.attach(http.server, { authenticate, mayReadCase })
  return {
    http,
    async start() {
      for (const feature of features) await feature.start?.()
      await live.start()
    },
    async close() {
      await live.stop()
      for (const feature of [...features].reverse()) await feature.stop?.()
      await http.close()
    },
  }
}
