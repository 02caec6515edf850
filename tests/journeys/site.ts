import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { demoCountyCopy } from '../builders/demoCounty.ts'
import { programArgs } from '../builders/programs.ts'

const root = resolve(import.meta.dirname, '../..')

/** A whole server as users run it: its own process, its own data folder, the demo county. */
export interface Site {
  readonly url: string
  readonly dataDir: string
  readonly pid: number
  close(): Promise<void>
}

export interface DemoAccount {
  readonly account: string
  readonly password: string
  readonly role: string
  readonly scope: string
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  await once(probe, 'close')
  if (address === null || typeof address === 'string') throw new Error('no port was given')
  return address.port
}

async function untilReady(url: string, child: ChildProcess): Promise<void> {
  const until = Date.now() + 120_000
  while (Date.now() < until) {
    if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}`)
    const answer = await fetch(`${url}/api/health/ready`).catch(() => undefined)
    if (answer?.ok) return
    await new Promise(wake => setTimeout(wake, 200))
  }
  throw new Error('the server was not ready within two minutes')
}

interface SiteOptions {
  readonly port?: number
  readonly dataDir?: string
  readonly env?: Readonly<Record<string, string>>
  /** Node's arguments; those of the server when absent. */
  readonly program?: readonly string[]
}

/** Starts a server on a free loopback port; an empty data folder unless one is named. */
export async function openSite(options: SiteOptions = {}): Promise<Site> {
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'shuniu-site-')))
  const port = options.port ?? (await freePort())
  const url = `http://127.0.0.1:${port}`
  const child = spawn(process.execPath, options.program ?? programArgs('main'), {
    cwd: root,
    env: {
      ...process.env,
      NODE_ENV: 'production',
      PORT: String(port),
      DATA_DIR: dataDir,
      LOG_LEVEL: 'warn',
      ...options.env,
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  await untilReady(url, child).catch((cause: unknown) => {
    child.kill('SIGKILL')
    throw cause
  })
  return {
    url,
    dataDir,
    pid: child.pid ?? 0,
    async close() {
      if (child.exitCode === null) {
        child.kill('SIGTERM')
        await once(child, 'exit')
      }
      if (options.dataDir === undefined) await rm(dataDir, { recursive: true, force: true })
    },
  }
}

/** Starts a server on a copy of the demo county, which is made once a run. */
export async function openDemoSite(): Promise<Site> {
  const dataDir = await demoCountyCopy(async folder => (await openSite({ dataDir: folder })).close())
  const site = await openSite({ dataDir })
  return {
    ...site,
    async close() {
      await site.close()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

export async function demoAccounts(dataDir: string): Promise<DemoAccount[]> {
  const rows: DemoAccount[] = JSON.parse(await readFile(join(dataDir, 'demo-accounts.json'), 'utf8'))
  if (!Array.isArray(rows)) throw new Error('demo-accounts.json holds no list')
  return rows
}
