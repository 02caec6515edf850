/** The whole server as a process of its own, on a database and a Redis that are given; tells that it runs. */
import { tmpdir } from 'node:os'
import { buildApp } from '@shuniu/server/app'
import { systemClock } from '@shuniu/server/platform/clock'
import { openDatabase, type Log } from '@shuniu/server/platform/db'
import { timeOrderedIds } from '@shuniu/server/platform/ids'
import { readSettings } from '@shuniu/server/platform/settings'

const [databaseUrl = '', redisUrl = '', dataDir = ''] = process.argv.slice(2)
const log: Log = {
  info: () => undefined,
  warn: () => undefined,
  error: (seen, message) => process.stderr.write(`${message} ${JSON.stringify(seen)}\n`),
}

const { SMS_URL, SMS_ACCOUNT, SMS_SECRET } = process.env
const sms = { SMS_URL, SMS_ACCOUNT, SMS_SECRET }
const settings = {
  ...readSettings({ DATA_DIR: dataDir, DEMO: '0', PORT: '0', LOG_LEVEL: 'error', ...sms }),
  databaseUrl,
  redisUrl,
}
const database = await openDatabase({ dataDir, databaseUrl, log })
const pagesFolder = tmpdir()
const app = await buildApp({ settings, database, clock: systemClock, ids: timeOrderedIds, pagesFolder })
await app.start()
process.once('SIGTERM', () => void app.close().then(() => process.exit(0)))
process.stdout.write(`${JSON.stringify({ pid: process.pid })}\n`)
