import { setTimeout as wait } from 'node:timers/promises'
import { openDatabase } from '@shuniu/server/platform/db'
import { silentLog } from '../builders/database.ts'
import { keptFacts } from '../builders/history.ts'
import type { ServerProcess } from '../builders/server.ts'
import { say, sized } from '../builders/size.ts'
import type { DrillConsole } from '../drills/consoles.ts'
import { readOptions } from '../drills/options.ts'
import { Staff } from '../drills/staff.ts'
import { playStorm, type StormResult } from '../drills/storm.ts'

/** Reports a second, and consoles that watch. */
const size = sized({ rate: 20, consoles: 50 }, { rate: 8, consoles: 20 })

/** What befalls the server while the storm goes on; the storm ends when it has. */
export type Disaster = (consoles: readonly DrillConsole[]) => Promise<void>

/** Before the first disaster, between the last and the end, in milliseconds. */
const calmMs = 2_000
/** No storm lasts longer, in seconds. */
const longestS = 600

interface WeatherPlace {
  /** Whose data folder holds the accounts and the database. */
  readonly server: ServerProcess
  /** The same database by other processes, too. */
  readonly others?: readonly ServerProcess[]
}

/**
 * Plays a storm through which a disaster goes, and compares what was accepted with what is stored and with what every
 * console was sent.
 */
export async function weather(
  { server, others = [] }: WeatherPlace,
  disaster: Disaster,
): Promise<StormResult> {
  const urls = [server, ...others].map(({ url }) => url)
  const staff = await Staff.read(urls, server.dataDir)
  const asked = readOptions(['--mode', 'storm', '--rate', `${size.rate}`, '--consoles', `${size.consoles}`])
  const over = new AbortController()
  let passing: Promise<void> = Promise.resolve()
  const pass = async (consoles: readonly DrillConsole[]) => {
    try {
      await wait(calmMs)
      await disaster(consoles)
      await wait(calmMs)
    } finally {
      over.abort()
    }
  }
  const result = await playStorm(
    staff,
    { ...asked, url: server.url, accountsDir: server.dataDir, seconds: longestS },
    {
      progress: () => undefined,
      over: over.signal,
      begun: consoles => {
        passing = pass(consoles)
        passing.catch(() => undefined) // Told below, when the storm has ended.
      },
      keptFacts: () => keptIn(server.databaseUrl),
    },
  )
  await passing
  tell(result)
  return result
}

async function keptIn(databaseUrl: string) {
  const database = await openDatabase({ dataDir: '.', databaseUrl, log: silentLog, maxConnections: 1 })
  try {
    return await keptFacts(database.pool)
  } finally {
    await database.close()
  }
}

function tell({ verdict, ...storm }: StormResult): void {
  const refused = Object.entries(storm.refused).map(([code, n]) => `${code} × ${n}`)
  const { lost, doubled, outOfOrder, unentitled, phantom } = verdict
  say(
    `  ${storm.reports} reports and ${storm.moves} moves accepted in ${storm.seconds} s by ${size.consoles} consoles; ` +
      `${storm.reconnects} reconnects, ${storm.resnapshots} resnapshots; refused: ${refused.join(', ') || 'none'}`,
  )
  say(
    `  lost ${lost}, doubled ${doubled}, out of order ${outOfOrder}, unentitled ${unentitled}, phantom ${phantom}`,
  )
  for (const example of verdict.examples) say(`  ${example}`)
}
