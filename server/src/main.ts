import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { keepDemoSafe, shownTownships } from '../tools/demo/index.ts'
import { makeDemoCounty } from '../tools/demo/making.ts'
import { startShifts } from '../tools/demo/shifts.ts'
import { addressesOf, setupLines, welcomeLines } from '../tools/demo/welcome.ts'
import { buildApp, type App } from './app.ts'
import { systemClock } from './platform/clock/index.ts'
import { closeFolder, DatabaseRefused, migrate, openDatabase, type Database } from './platform/db/index.ts'
import { bareLog } from './platform/http/index.ts'
import { timeOrderedIds } from './platform/ids/index.ts'
import { ProcessRefused } from './platform/processes/index.ts'
import { readSettings, WrongSetting, type Settings } from './platform/settings/index.ts'

/** Where Vite builds the client to. */
const pagesFolder = resolve(fileURLToPath(import.meta.url), '../../../client/dist')

const say = (line: string) => void process.stdout.write(`${line}\n`)

/** A server that accepts requests, and how to end it in order. */
interface RunningServer {
  readonly url: string
  /** The code of the first setup, where nobody has an account yet. */
  readonly setupCode: string | undefined
  close(): Promise<void>
}

async function fill(database: Database, settings: Settings): Promise<void> {
  if (!settings.hasDemo) return
  await makeDemoCounty(database, say)
  await keepDemoSafe({ database, settings, clock: systemClock, shownTownships })
}

async function serve(database: Database, settings: Settings): Promise<{ app: App; url: string }> {
  await migrate(database)
  await fill(database, settings)
  const app = await buildApp({ settings, database, clock: systemClock, ids: timeOrderedIds, pagesFolder })
  try {
    await app.start()
    const url = await app.http.listen({ host: settings.host, port: settings.port })
    // With a server of our own making Fastify does not know that it speaks TLS.
    return { app, url: settings.tls ? url.replace(/^http:/, 'https:') : url }
  } catch (cause) {
    await app.close()
    throw cause
  }
}

async function open(settings: Settings): Promise<RunningServer> {
  const log = bareLog(settings.logLevel)
  // An embedded database sees to it by itself: its own user may have to pass through.
  if (settings.databaseUrl !== undefined) closeFolder(settings.dataDir)
  const database = await openDatabase({ dataDir: settings.dataDir, databaseUrl: settings.databaseUrl, log })
  try {
    const { app, url } = await serve(database, settings)
    const shifts = settings.demoDrill && startShifts({ settings, url, log })
    return {
      url,
      setupCode: await app.setupCode(),
      async close() {
        shifts?.stop()
        await app.close()
        await database.close()
      },
    }
  } catch (cause) {
    await database.close()
    throw cause
  }
}

/** What stands in the way of a start is told in a sentence; anything else is a fault, told whole. */
function tellFailure(cause: unknown): void {
  const isExpected =
    cause instanceof WrongSetting || cause instanceof DatabaseRefused || cause instanceof ProcessRefused
  const isTaken = cause instanceof Error && 'code' in cause && cause.code === 'EADDRINUSE'
  const told = cause instanceof Error ? (isExpected || isTaken ? cause.message : cause.stack) : String(cause)
  process.stderr.write(`枢纽未能启动:${told}${isTaken ? '; set PORT to a free one' : ''}\n`)
}

/** The first signal ends the server in order, a second one at once. */
function closeOnSignal(running: RunningServer): void {
  let isClosing = false
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (isClosing) process.exit(1)
      isClosing = true
      running.close().then(
        () => process.exit(0),
        (cause: unknown) => {
          tellFailure(cause)
          process.exit(1)
        },
      )
    })
  }
}

async function main(): Promise<void> {
  const settings = readSettings(process.env)
  const running = await open(settings)
  closeOnSignal(running)
  const addresses = addressesOf(settings, running.url)
  for (const line of await welcomeLines(settings, addresses)) say(line)
  for (const line of setupLines(running.setupCode, addresses)) say(line)
}

main().catch((cause: unknown) => {
  tellFailure(cause)
  process.exit(1)
})
