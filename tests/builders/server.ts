import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, rmSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { demoCountyCopy } from './demoCounty.ts'
import { programArgs } from './programs.ts'
import { freePort } from './redis.ts'

const root = resolve(import.meta.dirname, '../..')

export interface ServerOptions {
  /** A folder of its own, removed in the end, when absent: with the demo county, or empty beside a database given. */
  readonly dataDir?: string
  readonly env?: Readonly<Record<string, string>>
  /** Further arguments of Node, before the program. */
  readonly nodeArgs?: readonly string[]
}

/** The whole product as users run it, in a process of its own that tests may kill, freeze and start again. */
export class ServerProcess {
  readonly dataDir: string
  readonly url: string
  readonly #port: number
  readonly #options: ServerOptions
  #child: ChildProcess | undefined
  #said = ''

  private constructor(options: ServerOptions, dataDir: string, port: number) {
    this.#options = options
    this.#port = port
    this.url = `http://127.0.0.1:${port}`
    this.dataDir = dataDir
  }

  /** Started and ready; nothing of it is left when it will not start. */
  static async start(options: ServerOptions = {}): Promise<ServerProcess> {
    const dataDir = options.dataDir ?? (await ServerProcess.#folderFor(options))
    const server = new ServerProcess(options, dataDir, await freePort())
    try {
      await server.start()
      return server
    } catch (cause) {
      await server.stop()
      throw cause
    }
  }

  static #folderFor({ env = {} }: ServerOptions): Promise<string> {
    return 'DATABASE_URL' in env
      ? mkdtemp(join(tmpdir(), 'shuniu-server-'))
      : demoCountyCopy(folder => ServerProcess.#makeCounty(folder))
  }

  static async #makeCounty(dataDir: string): Promise<void> {
    const server = new ServerProcess({ dataDir }, dataDir, await freePort())
    try {
      await server.start()
    } finally {
      await server.stop()
    }
  }

  get child(): ChildProcess {
    if (!this.#child) throw new Error('this server was never started')
    return this.#child
  }

  get pid(): number {
    return this.child.pid ?? 0
  }

  get isRunning(): boolean {
    return this.#child !== undefined && this.#child.exitCode === null && this.#child.signalCode === null
  }

  /** What it said last, for when it will not do what it should. */
  get said(): string {
    return this.#said
  }

  /** The database of its data folder. */
  get databaseUrl(): string {
    const { password, port }: { password: string; port: number } = JSON.parse(
      readFileSync(join(this.dataDir, 'postgres.json'), 'utf8'),
    )
    return `postgres://shuniu:${encodeURIComponent(password)}@127.0.0.1:${port}/shuniu`
  }

  /** Starts it, again on the same port; throws with what it said when it ends instead. */
  async start(): Promise<void> {
    this.launch()
    await this.untilReady()
  }

  launch(): void {
    const { nodeArgs = [], env = {} } = this.#options
    const child = spawn(process.execPath, [...nodeArgs, ...programArgs('main')], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      env: {
        ...process.env,
        PORT: String(this.#port),
        HOST: '127.0.0.1',
        DATA_DIR: this.dataDir,
        LOG_LEVEL: 'warn',
        ...env,
      },
    })
    const hear = (text: unknown) => (this.#said = `${this.#said}${String(text)}`.slice(-8_000))
    child.stdout?.on('data', hear)
    child.stderr?.on('data', hear)
    this.#child = child
  }

  async untilReady(withinMs = 300_000): Promise<void> {
    const latest = performance.now() + withinMs
    while (performance.now() < latest) {
      if (!this.isRunning) throw new Error(`the server ended instead of starting: ${this.#said}`)
      const answer = await fetch(`${this.url}/api/health/ready`).catch(() => undefined)
      await answer?.body?.cancel()
      if (answer?.ok) return
      await wait(50)
    }
    throw new Error(`the server was not ready within ${withinMs} ms: ${this.#said}`)
  }

  signal(name: NodeJS.Signals): void {
    this.child.kill(name)
  }

  /** As `kill -9` does it; its database stays behind. */
  async crash(): Promise<void> {
    await this.#end('SIGKILL')
  }

  /** One figure of `/metrics`. */
  async gauge(name: string): Promise<number> {
    const text = await (await fetch(`${this.url}/metrics`)).text()
    const line = text.split('\n').find(one => one.startsWith(`${name} `) || one.startsWith(`${name}{`))
    return Number(line?.split(' ').at(-1))
  }

  /** Ends it in order, and with it its database. */
  async stop(): Promise<void> {
    await this.#end('SIGTERM')
    if (this.#options.dataDir === undefined) rmSync(this.dataDir, { recursive: true, force: true })
  }

  async #end(name: NodeJS.Signals): Promise<void> {
    if (!this.isRunning) return
    const ended = once(this.child, 'exit')
    this.child.kill(name)
    await ended
  }
}
