import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { stateOf } from './faults.ts'
import { superuser } from './initdb.ts'
import { isAlive, livingPostmaster } from './pidfile.ts'
import type { Cluster } from './postmaster.ts'
import { DatabaseRefused } from './refused.ts'

/** Held for as long as a server lives; free on a running cluster, its server was killed. */
const guardLock = '7310514820231500'
const holderName = (pid: number) => `shuniu guard ${pid}`

const pollMs = 50
/** Recovery after a crash. */
const answerPatienceMs = 120_000
/** How long a connection may outlive the process that was killed. */
const deathPatienceMs = 15_000

export function urlOf({ place }: Pick<Cluster, 'place'>, port: number, name: string): string {
  return `postgres://${superuser}:${encodeURIComponent(place.password)}@127.0.0.1:${port}/${name}`
}

/**
 * Takes the cluster for this process, and holds it for as long as the returned connection lives. Refuses when a living
 * server holds it, naming its pid. Undefined when the cluster went down before it answered.
 */
export async function takeCluster(cluster: Cluster, port: number): Promise<pg.Client | undefined> {
  const client = await answering(cluster, port)
  if (!client) return undefined
  const latest = Date.now() + deathPatienceMs
  try {
    while (!(await tryLock(client))) {
      const pid = await holderOf(client)
      if (pid !== undefined && (isAlive(pid) || Date.now() > latest)) throw inUse(cluster, pid)
      await wait(pollMs)
    }
    return client
  } catch (cause) {
    await client.end().catch(() => undefined)
    throw cause
  }
}

const inUse = ({ place }: Cluster, pid: number) =>
  new DatabaseRefused(
    'database.inUse',
    `another server, process ${pid}, runs on ${place.stateFile.replace(/[\\/][^\\/]+$/, '')}; ` +
      'stop it, or give this one another DATA_DIR',
  )

/**
 * Connects, waiting for a cluster that still starts or recovers. Undefined when it went down, as it does where another cluster
 * has its port: a copy of its folder, say, which would take the same password.
 */
async function answering(cluster: Cluster, port: number): Promise<pg.Client | undefined> {
  const latest = Date.now() + answerPatienceMs
  for (;;) {
    const client = new pg.Client({
      connectionString: urlOf(cluster, port, 'postgres'),
      application_name: holderName(process.pid),
      connectionTimeoutMillis: 5_000,
      keepAlive: true,
    })
    client.on('error', () => undefined) // Told by `end`, which the embedded cluster listens to.
    try {
      await client.connect()
      if (await isOf(cluster, client)) return client
      await client.end()
      if (Date.now() > latest) throw new Error(`another database answers on port ${port}`)
    } catch (cause) {
      await client.end().catch(() => undefined)
      if (stateOf(cause) === '28P01') throw passwordLost(cluster, cause)
      if (Date.now() > latest) throw cause
    }
    if (!livingPostmaster(cluster.place.folder)) return undefined
    await wait(pollMs)
  }
}

/** By its postmaster: a folder may have been moved while the database ran. */
async function isOf({ place }: Cluster, client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ pid: string }>(
    `select split_part(pg_read_file('postmaster.pid'), E'\n', 1) as pid`,
  )
  return Number(rows[0]?.pid) === livingPostmaster(place.folder)?.pid
}

const passwordLost = ({ place }: Cluster, cause: unknown) =>
  new DatabaseRefused(
    'database.passwordLost',
    `the database in ${place.folder} does not take the password in ${place.stateFile}; bring back the file that belongs to it`,
    { cause },
  )

async function tryLock(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ taken: boolean }>('select pg_try_advisory_lock($1) as taken', [
    guardLock,
  ])
  return rows[0]?.taken === true
}

async function holderOf(client: pg.Client): Promise<number | undefined> {
  const { rows } = await client.query<{ name: string }>(
    `select a.application_name as name from pg_locks l join pg_stat_activity a using (pid)
      where l.locktype = 'advisory' and l.granted and ((l.classid::bigint << 32) | l.objid::bigint) = $1`,
    [guardLock],
  )
  const pid = Number(rows[0]?.name.split(' ').at(-1))
  return Number.isInteger(pid) && pid > 0 ? pid : undefined
}
