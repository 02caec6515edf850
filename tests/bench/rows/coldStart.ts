import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join, resolve } from 'node:path'
import { openDatabase } from '@shuniu/server/platform/db'
import { silentLog } from '../../builders/database.ts'
import { nowMs, pause } from '../clock.ts'
import { median } from '../figures.ts'
import { builtServer, type BenchGround } from '../ground.ts'
import { get } from '../load/post.ts'
import type { RowOutcome, BenchRow } from '../row.ts'

const times = { small: 1, usual: 3, full: 7 } as const
const root = resolve(import.meta.dirname, '../../..')
const patienceMs = 60_000

/** A Fastify that answers one address, run from here so that it finds its package. */
const bareServer = (port: number): string =>
  `import Fastify from 'fastify'; const http = Fastify(); http.get('/api/health/ready', async () => ({}));` +
  `await http.listen({ host: '127.0.0.1', port: ${port} })`

interface Start {
  readonly args: readonly string[]
  readonly cwd: string
  readonly port: number
  readonly env?: Readonly<Record<string, string>>
}

/** From the start of a process to its first good answer. */
async function untilServing({ args, cwd, port, env }: Start): Promise<number> {
  const begunMs = nowMs()
  const child = spawn(process.execPath, args, { cwd, env: { ...process.env, ...env }, stdio: 'ignore' })
  try {
    while (nowMs() - begunMs < patienceMs) {
      if (child.exitCode !== null) throw new Error(`a server ended with ${child.exitCode}`)
      const answer = await get({ port, path: '/api/health/ready' }).catch(() => undefined)
      if (answer?.status === 200) return nowMs() - begunMs
      await pause(5)
    }
    throw new Error('a server did not come up')
  } finally {
    if (child.exitCode === null) {
      child.kill('SIGTERM')
      await once(child, 'exit')
    }
  }
}

const product = ({ dataDir, port }: BenchGround): Promise<number> =>
  untilServing({
    args: builtServer(),
    cwd: root,
    port,
    env: { NODE_ENV: 'production', DATA_DIR: dataDir, PORT: String(port), LOG_LEVEL: 'silent' },
  })

/** PostgreSQL started on the same cluster, and then a Fastify that listens. */
async function bare({ dataDir, port }: BenchGround): Promise<number> {
  const begunMs = nowMs()
  const database = await openDatabase({ dataDir, log: silentLog, maxConnections: 1 })
  await database.pool.query('select 1')
  const startedMs = nowMs() - begunMs
  await database.close()
  const args = ['--input-type=module', '-e', bareServer(port)]
  return startedMs + (await untilServing({ args, cwd: join(root, 'server'), port }))
}

async function run(ground: BenchGround): Promise<RowOutcome> {
  await ground.leave()
  const n = times[ground.size]
  const [ours, baseline]: [number[], number[]] = [[], []]
  for (let nth = 0; nth < n; nth += 1) {
    baseline.push(await bare(ground))
    ours.push(await product(ground))
  }
  return {
    size: `${n} times, median; demo county present`,
    lines: [
      {
        what: 'cold start to serving',
        unit: 'ms',
        ours: median(ours),
        bare: median(baseline),
        budget: { kind: 'ratioAtMost', most: 3, plus: 1_000 },
      },
    ],
    faults: {},
    context: {},
  }
}

/** The built server from nothing running to ready. Stops what the other rows need: comes last. */
export const coldStart: BenchRow = { name: 'coldStart', run }
