/** A process that does nothing but migrate the database it is given. */
import { migrate } from '@shuniu/server/platform/db'
import { silentLog } from './database.ts'

migrate({ url: process.argv[2] ?? '', log: silentLog }).catch((cause: unknown) => {
  process.stderr.write(`${String(cause)}\n`)
  process.exitCode = 1
})
