import { v7 } from 'uuid'
import { secretsOf } from '../src/platform/secrets/index.ts'
import { systemClock } from '../src/platform/clock/index.ts'
import { joinDatabase, migrate } from '../src/platform/db/index.ts'
import { bareLog } from '../src/platform/http/index.ts'
import { readSettings } from '../src/platform/settings/index.ts'
import { osUser } from './admin/osUser.ts'
import { bringAll } from './import/bringing.ts'
import { readLine, usage } from './import/line.ts'

const say = (line: string): void => void process.stdout.write(`${line}\n`)

/** Works beside a living server and without one. */
async function main(args: readonly string[]): Promise<number> {
  const line = readLine(args)
  if (line === 'help') {
    say(usage())
    return 0
  }
  if ('wrong' in line) {
    process.stderr.write(`${line.wrong}\n${usage()}\n`)
    return 2
  }
  const settings = readSettings(process.env)
  const { dataDir, databaseUrl } = settings
  const log = bareLog('error')
  const database = await joinDatabase({ dataDir, databaseUrl, log, maxConnections: 4 })
  try {
    await migrate(database)
    const account = osUser(process.env)
    const deps = { database, clock: systemClock, log, secrets: secretsOf(settings), worker: v7() }
    return await bringAll({ deps, by: { account, name: account, scope: '', actor: account }, say }, line)
  } finally {
    await database.close()
  }
}

main(process.argv.slice(2)).then(
  code => {
    process.exitCode = code
  },
  (cause: unknown) => {
    process.stderr.write(`${cause instanceof Error ? cause.message : String(cause)}\n`)
    process.exitCode = 1
  },
)
