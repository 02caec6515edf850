/** A server reduced to its database: opens the data folder, tells what it opened, closes on SIGTERM. */
import { readFileSync } from 'node:fs'
import { openDatabase, type Log } from '@shuniu/server/platform/db'

const [dataDir = ''] = process.argv.slice(2)
const tell = (told: object) => process.stdout.write(`${JSON.stringify(told)}\n`)
let folder = ''
const log: Log = {
  info: seen => {
    if ('folder' in seen) folder = String(seen.folder)
  },
  warn: () => undefined,
  error: (seen, message) => process.stderr.write(`${message} ${JSON.stringify(seen)}\n`),
}

try {
  const database = await openDatabase({ dataDir, log })
  const [postmaster] = readFileSync(`${folder}/postmaster.pid`, 'utf8').split('\n')
  process.once('SIGTERM', () => void database.close().then(() => process.exit(0)))
  tell({ pid: process.pid, postmaster: Number(postmaster), url: database.url, folder })
} catch (cause) {
  tell({ pid: process.pid, refusal: cause instanceof Error ? cause.message : String(cause) })
  process.exitCode = 1
}
