/** Keeps one embedded cluster for a run of tests: `<pid of the run> <file for the answer>`. Ends with the run. */
import { renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { openDatabase } from '@shuniu/server/platform/db'

const [runPid = '', answerFile = ''] = process.argv.slice(2)
const folder = dirname(answerFile)
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined }

function answer(text: string): void {
  writeFileSync(`${answerFile}.new`, text, { mode: 0o600 })
  renameSync(`${answerFile}.new`, answerFile)
}

function isRunning(): boolean {
  try {
    process.kill(Number(runPid), 0)
    return true
  } catch {
    return false
  }
}

async function keep(): Promise<void> {
  writeFileSync(join(folder, 'keeper'), String(process.pid))
  const database = await openDatabase({ dataDir: join(folder, 'data'), log: silent, maxConnections: 1 })
  answer(database.url)
  while (isRunning()) await wait(250)
  await database.close()
}

process.on('SIGINT', () => undefined) // The run ends by itself; then so do we.

keep()
  .catch((cause: unknown) => answer(String(cause)))
  .finally(() => {
    if (!isRunning()) rmSync(folder, { recursive: true, force: true })
  })
