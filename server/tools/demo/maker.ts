import { inspect } from 'node:util'
import { systemClock } from '../../src/platform/clock/index.ts'
import { openDatabase } from '../../src/platform/db/index.ts'
import { bareLog } from '../../src/platform/http/index.ts'
import { readSettings } from '../../src/platform/settings/index.ts'
import { createDemoCounty } from './index.ts'

/** What the process that makes the demo county is told, and what it tells. */
export interface DemoTask {
  readonly databaseUrl: string
}

/**
 * Makes the demo county and ends. What thirty days of cases take in memory goes with this process; the server that asked for
 * them would hold it for as long as it lives.
 */
async function make({ databaseUrl }: DemoTask): Promise<void> {
  const settings = readSettings(process.env)
  const log = bareLog(settings.logLevel)
  const database = await openDatabase({ dataDir: settings.dataDir, databaseUrl, log, maxConnections: 2 })
  try {
    await createDemoCounty({ database, settings, clock: systemClock, progress: line => process.send?.(line) })
  } finally {
    await database.close()
  }
}

// Whoever asked is gone: what is half made is undone by the database.
process.on('disconnect', () => process.exit())

process.once('message', (task: DemoTask) => {
  make(task).then(
    () => process.disconnect(),
    (cause: unknown) => {
      process.stderr.write(`${inspect(cause)}\n`)
      process.exit(1)
    },
  )
})
