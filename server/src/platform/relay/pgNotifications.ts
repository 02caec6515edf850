import { setTimeout as wait } from 'node:timers/promises'
import type pg from 'pg'
import type { Database } from '../db/index.ts'
import { openConnection } from './connection.ts'

/** What processes tell each other through the database. Tools outside the server may tell `cut` and `parked` as well. */
const channels = ['shuniu_written', 'shuniu_head', 'shuniu_cut', 'shuniu_parked'] as const
type Channel = (typeof channels)[number]

/** What each word does here. Once there is a connection, all but `cut` are called, for what was missed. */
export interface PgListeners {
  readonly written: () => void
  readonly head: () => void
  readonly cut: (accountId: string) => void
  /** What followers could not take is to be tried again. */
  readonly parked: () => void
}

const patienceMs = 500

/**
 * Short words between processes on one connection: several of one kind become one while the last is under way, and none
 * ever waits inside a transaction that does work. Nothing depends on their arriving; loops look by themselves, later.
 */
export class PgNotifications {
  readonly #database: Database
  readonly #heard: PgListeners
  readonly #waiting = new Map<string, [Channel, string]>()
  #connection: pg.Client | undefined
  #stopping = new AbortController()
  #isTelling = false
  #gone: (() => void) | undefined
  #running: Promise<void> = Promise.resolve()

  constructor(database: Database, heard: PgListeners) {
    this.#database = database
    this.#heard = heard
  }

  get size(): number {
    return this.#waiting.size
  }

  start(): void {
    this.#stopping = new AbortController()
    this.#running = this.#run()
  }

  async stop(): Promise<void> {
    this.#stopping.abort()
    this.#gone?.()
    await this.#running
  }

  tell(kind: 'written' | 'head' | 'cut', payload = ''): void {
    this.#waiting.set(`${kind} ${payload}`, [`shuniu_${kind}`, payload])
    void this.#flush()
  }

  async #run(): Promise<void> {
    const { signal } = this.#stopping
    while (!signal.aborted) {
      try {
        await this.#listen()
      } catch (cause) {
        this.#database.log.warn(
          { cause },
          'no connection for what processes tell each other; it is tried again',
        )
      }
      await wait(patienceMs, undefined, { signal }).catch(() => undefined)
    }
  }

  /** Returns when the connection has broken or the process stops. */
  async #listen(): Promise<void> {
    const connection = await openConnection(this.#database, 'notify')
    const isGone = new Promise<void>(resolve => {
      this.#gone = resolve
      connection.once('end', resolve)
      connection.once('error', () => resolve())
    })
    try {
      connection.on('notification', ({ channel, payload }) => this.#hear(channel, payload ?? ''))
      await connection.query(
        `set synchronous_commit = off; ${channels.map(name => `listen ${name}`).join('; ')}`,
      )
      this.#connection = connection
      this.#heard.written()
      this.#heard.head()
      this.#heard.parked()
      void this.#flush()
      if (!this.#stopping.signal.aborted) await isGone
    } finally {
      this.#connection = undefined
      await connection.end().catch(() => undefined)
    }
  }

  #hear(channel: string, payload: string): void {
    if (channel === 'shuniu_written') this.#heard.written()
    if (channel === 'shuniu_head') this.#heard.head()
    if (channel === 'shuniu_cut') this.#heard.cut(payload)
    if (channel === 'shuniu_parked') this.#heard.parked()
  }

  async #flush(): Promise<void> {
    if (this.#isTelling) return
    this.#isTelling = true
    try {
      while (this.#connection && this.#waiting.size > 0) await this.#tellAll(this.#connection)
    } catch (cause) {
      this.#database.log.warn({ cause }, 'a word was not told to the other processes')
    } finally {
      this.#isTelling = false
    }
  }

  async #tellAll(connection: pg.Client): Promise<void> {
    const telling = [...this.#waiting.values()]
    this.#waiting.clear()
    for (const [channel, payload] of telling)
      await connection.query('select pg_notify($1, $2)', [channel, payload])
  }
}
