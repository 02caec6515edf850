import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath, pathToFileURL } from 'node:url'
import pg from 'pg'

const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href
const program = fileURLToPath(new URL('./server.ts', import.meta.url))

/** A server process of our own, as it told of itself. */
export interface RunningProcess {
  readonly child: ChildProcess
  readonly pid: number
  readonly postmaster: number
  readonly url: string
  readonly folder: string
  readonly refusal?: string
}

interface StartOptions {
  readonly as?: { readonly uid: number; readonly gid: number }
  readonly program?: string
  readonly cwd?: string
}

/** Starts a server on the folder and waits for what it says of itself. */
export async function startOn(dataDir: string, way: StartOptions = {}): Promise<RunningProcess> {
  const child = spawn(process.execPath, ['--import', tsx, way.program ?? program, dataDir], {
    ...way.as,
    cwd: way.cwd ?? process.cwd(),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let complaint = ''
  child.stderr.on('data', text => (complaint += String(text)))
  const said = createInterface(child.stdout)
  const [line] = await Promise.race([
    once(said, 'line'),
    once(child, 'close').then(() => {
      throw new Error(`the server said nothing: ${complaint}`)
    }),
  ])
  const told: Omit<RunningProcess, 'child'> = JSON.parse(String(line))
  return { child, ...told }
}

export async function endBy(running: RunningProcess, name: NodeJS.Signals): Promise<void> {
  if (running.child.exitCode !== null || running.child.signalCode !== null) return
  const closed = once(running.child, 'close')
  running.child.kill(name)
  await closed
}

/** A zombie that waits for its parent counts as dead. */
export const isAlive = (pid: number): boolean => {
  const state = spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' }).stdout.trim()
  return state !== '' && !state.startsWith('Z')
}

/** The number of the database's first process, whose folder the server's own state may name. */
export async function postmasterOf(dataDir: string): Promise<number> {
  const state: { cluster?: string } = JSON.parse(await readFile(join(dataDir, 'postgres.json'), 'utf8'))
  const file = join(state.cluster ?? join(dataDir, 'postgres'), 'postmaster.pid')
  const text = await readFile(file, 'utf8').catch(() => '')
  return Number(text.split('\n')[0])
}

export async function query<R extends pg.QueryResultRow>(url: string, text: string): Promise<R[]> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => undefined)
  try {
    await client.connect()
    return (await client.query<R>(text)).rows
  } finally {
    await client.end().catch(() => undefined)
  }
}

/** Asks again and again until the answer comes; fails with the last error. */
export async function until<T>(ask: () => T | Promise<T>, patienceMs = 60_000): Promise<NonNullable<T>> {
  const latest = Date.now() + patienceMs
  for (;;) {
    let failure: unknown = new Error('it did not come true in time')
    try {
      const answer = await ask()
      if (answer) return answer
    } catch (cause) {
      failure = cause
    }
    if (Date.now() > latest) throw failure
    await wait(50)
  }
}
