import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildApp, type App } from '@shuniu/server/app'
import { systemClock } from '@shuniu/server/platform/clock'
import { timeOrderedIds } from '@shuniu/server/platform/ids'
import { readSettings, type Settings } from '@shuniu/server/platform/settings'
import { toMs, type Clock } from '@shuniu/shared/kernel'
import { browserOf, type Browser } from './browser.ts'
import { freshDatabase, type FreshDatabase } from './database.ts'
import { password, writeTestCounty } from './staff.ts'

export interface AppOptions {
  readonly settings?: Partial<Settings>
  readonly clock?: Clock
  /** Where the client was built to; a folder without one when absent. */
  readonly pagesFolder?: string
  /** A database that is shared with another app or outlives this one; a fresh one with the test county when absent. */
  readonly database?: FreshDatabase
  /** Called when the app is built and has not begun: for whoever listens to what it says of its start. */
  readonly built?: (app: App) => void
}

/** A real server on a real database, listening on a port of its own. */
export interface RunningApp {
  readonly url: string
  readonly app: App
  readonly database: FreshDatabase
  readonly settings: Settings
  /** Nobody signed in. */
  readonly stranger: Browser
  /** Signs in; throws when that is refused. */
  signIn(account: string, secret?: string): Promise<Browser>
  /** Stops the server and leaves its database. */
  stop(): Promise<void>
  /** Stops the server and removes its database, unless that was brought along. */
  drop(): Promise<void>
}

async function signedIn(url: string, credentials: { account: string; password: string }): Promise<Browser> {
  const answer = await browserOf(url).post('/api/session', credentials)
  const [cookie] = answer.headers.getSetCookie()
  if (answer.status !== 200 || cookie === undefined) {
    throw new Error(`${credentials.account} could not sign in: ${answer.status} ${answer.code}`)
  }
  return browserOf(url, cookie.split(';', 1)[0])
}

async function withCounty(): Promise<FreshDatabase> {
  const database = await freshDatabase()
  await writeTestCounty(database)
  return database
}

export async function startApp(options: AppOptions = {}): Promise<RunningApp> {
  const dataDir = await mkdtemp(join(tmpdir(), 'shuniu-test-'))
  const database = options.database ?? (await withCounty())
  const settings: Settings = {
    ...readSettings({ DATA_DIR: dataDir, DEMO: '0', PORT: '0', LOG_LEVEL: 'silent' }),
    databaseUrl: database.url,
    ...options.settings,
  }
  const app = await buildApp({
    settings,
    database,
    clock: options.clock ?? systemClock,
    ids: timeOrderedIds,
    pagesFolder: options.pagesFolder ?? dataDir,
  })
  const { clock } = options
  // Pages count by the `Date` of the answers: it follows the clock that the test holds.
  if (clock) {
    app.http.addHook('onSend', async (_, reply) => {
      void reply.header('date', new Date(toMs(clock.now())).toUTCString())
    })
  }
  options.built?.(app)
  await app.start()
  const url = await app.http.listen({ host: settings.host, port: settings.port })
  const stop = async () => {
    await app.close()
    await rm(dataDir, { recursive: true, force: true })
  }
  return {
    url,
    app,
    database,
    settings,
    stranger: browserOf(url),
    signIn: (account, secret = password) => signedIn(url, { account, password: secret }),
    stop,
    async drop() {
      await stop()
      if (!options.database) await database.drop()
    },
  }
}
