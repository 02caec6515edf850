import { fork } from 'node:child_process'
import { hasCounty } from '../../src/features/grids/index.ts'
import type { Database } from '../../src/platform/db/index.ts'
import { programOf } from '../../src/platform/programs/index.ts'
import type { DemoTask } from './maker.ts'

/** Fills an empty database with the demo county, by a process of its own that ends when it is there. */
export async function makeDemoCounty(database: Database, progress: (line: string) => void): Promise<void> {
  if (await hasCounty(database)) return
  const { path, execArgv } = programOf(new URL('maker.ts', import.meta.url))
  const child = fork(path, [], { execArgv: [...execArgv], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  child.on('message', line => {
    if (typeof line === 'string') progress(line)
  })
  const task: DemoTask = { databaseUrl: database.url }
  child.send(task)
  await new Promise<void>((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code, signal) => {
      if (code === 0) resolve()
      else reject(new Error(`the demo county could not be made: its process ended with ${code ?? signal}`))
    })
  })
}
