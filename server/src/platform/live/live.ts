import type { Clock, FactCatalogue } from '@shuniu/shared/kernel'
import type { SignalFrame } from '@shuniu/shared/live'
import type { Server as HttpServer } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import type { Database, Log } from '../db/index.ts'
import { end, Hub, Signals, Watching, type ReadSight, type ReadStandings } from '../hub/index.ts'
import type { Ids } from '../ids/index.ts'
import { jobOf, type Job } from '../jobs/index.ts'
import type { StoredFact } from '../outbox/index.ts'
import { Processes } from '../processes/index.ts'
import { beginStream, forgetOldFacts, PgNotifications, Relay, unnumberedCount } from '../relay/index.ts'
import type { Authenticate } from '../routes/index.ts'
import type { Settings } from '../settings/index.ts'
import { Admission } from './admission.ts'
import { Following, type Follower } from './followers.ts'
import { bindGateway, openServer } from './gateway.ts'
import { gauges } from './gauges.ts'
import { parkedCounts } from './parking.ts'
import { Peers } from './peers.ts'
import { accountsOn, SessionCheck } from './sessions.ts'

/** The live side of the process, as features use it. */
export interface Live {
  /** To be called after a commit that wrote facts. */
  wake(): void
  /** Sends a reading to a room; latest wins, at most one frame for each name and room a second. */
  signal(frame: SignalFrame): void
  /** Whether any socket of this process is in the room. */
  isWatched(room: string): boolean
  /** Registered before start; runs on one process at a time. */
  follow<Read>(follower: Follower<Read>): void
  /** Ends the sockets of an account whose session ended or whose rights changed; within a second, on every process. */
  cut(accountId: string): void
  /** The accounts that hold an open socket of this process. */
  readonly accountsHere: () => ReadonlySet<string>
  /** How it stands in this process. */
  state(): LiveState
}

/** How the live side of a process stands, for whoever keeps the system. */
interface LiveState {
  readonly processId: string
  readonly head: number
  /** Numbered facts that this process has not sent yet. */
  readonly behind: number
  readonly sockets: number
  /** Of the way to other processes: there is none, it is open, or it is not. */
  readonly redis: 'none' | 'reached' | 'away'
}

export interface LivePorts {
  readonly authenticate: Authenticate
  readonly readStandings: ReadStandings
  readonly sightIn: ReadSight
  /** All facts that are told, by name. */
  readonly catalogue: FactCatalogue
}

/** The live side as the app runs it. */
export interface LiveEngine extends Live {
  attach(http: HttpServer, ports: LivePorts): void
  start(): Promise<void>
  stop(): Promise<void>
  /** How much this process holds for its sockets, by structure: whatever grows and does not shrink is a fault. */
  held(): Readonly<Record<string, number>>
  /** Reads the stream and holds its seat among the processes. */
  isReady(): boolean
}

export interface LiveOptions {
  readonly settings: Settings
  readonly database: Database
  readonly clock: Clock
  readonly ids: Ids
  readonly log: Log
}

const forgetEveryMs = 3_600_000
const measureEveryMs = 2_000
const lastWordsMs = 900

/** Before anything is attached nobody is known and nothing may be read. */
const noPorts: LivePorts = {
  authenticate: async () => undefined,
  readStandings: async () => new Map(),
  sightIn: () => 'none',
  catalogue: {},
}

/** Builds the live side; nothing runs before `start`, and only what was attached is heard. */
export const createLive = (options: LiveOptions): LiveEngine => new Engine(options)

class Engine implements LiveEngine {
  readonly #options: LiveOptions
  readonly #io = openServer()
  readonly accountsHere = (): ReadonlySet<string> => accountsOn(this.#io)
  readonly #followings: Pick<Following<unknown>, 'start' | 'stop' | 'wake' | 'retry' | 'name'>[] = []
  readonly #jobs: readonly Job[]
  readonly #hasPeers: boolean
  readonly #processes: Processes
  readonly #relay: Relay
  readonly #pgNotifications: PgNotifications
  readonly #hub: Hub
  readonly #signals: Signals
  readonly #admission: Admission
  readonly #sessions: SessionCheck
  #ports = noPorts
  #peers: Peers | undefined
  #watching: Watching | undefined

  constructor(options: LiveOptions) {
    const { database, ids, settings, log } = options
    const authenticate: Authenticate = request => this.#ports.authenticate(request)
    this.#options = options
    this.#hasPeers = settings.redisUrl !== undefined
    this.#processes = new Processes(database, ids, this.#hasPeers)
    this.#relay = new Relay({
      database,
      holder: this.#processes.id,
      hasPeers: this.#hasPeers,
      numbered: facts => this.#numbered(facts),
    })
    this.#hub = new Hub({
      database,
      io: this.#io,
      readStandings: (ids, on) => this.#ports.readStandings(ids, on),
      sightIn: (body, actor) => this.#ports.sightIn(body, actor),
      catalogue: () => this.#ports.catalogue,
      moved: () => this.#followings.forEach(following => following.wake()),
      tooSlow: () => gauges.tooSlow.inc(),
      unreadable: ({ seq, name, bodyVersion }) => {
        gauges.unreadable.inc()
        log.error({ seq, name, bodyVersion }, 'a fact cannot be read; it is told to nobody')
      },
    })
    this.#pgNotifications = new PgNotifications(database, {
      written: () => this.#relay.wake(),
      head: () => this.#hub.wake(),
      cut: accountId => this.#cutHere(accountId),
      parked: () => this.#followings.forEach(following => following.retry()),
    })
    this.#signals = new Signals(this.#io, this.#hub.audiences)
    this.#admission = new Admission({ settings, log, authenticate })
    this.#sessions = new SessionCheck(this.#io, authenticate, log)
    this.#jobs = [
      jobOf(() => this.#forget(), { name: 'live.forget', everyMs: forgetEveryMs, log }),
      jobOf(() => this.#measure(), { name: 'live.measure', everyMs: measureEveryMs, log }),
    ]
  }

  attach(http: HttpServer, ports: LivePorts): void {
    this.#ports = ports
    this.#watching = new Watching(this.#options.database, this.#hub)
    bindGateway({
      io: this.#io,
      http,
      admission: this.#admission,
      watching: this.#watching,
      left: socket => this.#hub.leave(socket),
      log: this.#options.log,
    })
  }

  async start(): Promise<void> {
    const { database, ids } = this.#options
    await this.#processes.enter()
    await beginStream(database, ids)
    await this.#hub.start()
    this.#relay.start()
    this.#pgNotifications.start()
    this.#signals.start()
    this.#sessions.start()
    this.#startPeers()
    for (const following of this.#followings) following.start()
    for (const job of this.#jobs) job.start()
    this.#admission.isOpen = true
  }

  async stop(): Promise<void> {
    this.#admission.isOpen = false
    for (const socket of this.#io.sockets.sockets.values()) end(socket, 'platform.stopping')
    await this.#sessions.stop()
    this.#signals.stop()
    this.#peers?.stop()
    await Promise.all([...this.#followings, ...this.#jobs].map(one => one.stop()))
    await this.#hub.stop()
    await this.#relay.stop()
    await this.#pgNotifications.stop()
    await this.#processes.leave()
    await this.#emptied()
  }

  isReady(): boolean {
    return this.#hub.isFresh && this.#processes.isSeated
  }

  held(): Readonly<Record<string, number>> {
    const { adapter } = this.#io.of('/')
    return {
      ...this.#hub.held(),
      ...this.#watching?.held(),
      ...this.#admission.held(),
      connections: this.#io.engine.clientsCount,
      adapterRooms: adapter.rooms.size,
      adapterSockets: adapter.sids.size,
      signals: this.#signals.size,
      pgNotifications: this.#pgNotifications.size,
    }
  }

  wake(): void {
    this.#relay.wake()
    if (this.#hasPeers && this.#relay.term === undefined) this.#pgNotifications.tell('written')
  }

  signal(frame: SignalFrame): void {
    this.#signals.take(frame, this.#processes.id)
    this.#peers?.tell(frame)
  }

  isWatched(room: string): boolean {
    return this.#hub.audiences.isHeard(room)
  }

  follow<Read>(follower: Follower<Read>): void {
    this.#followings.push(new Following(this.#options.database, follower))
  }

  state(): LiveState {
    const { head } = this.#hub.stream
    return {
      processId: this.#processes.id,
      head,
      behind: Math.max(0, head - this.#hub.cursor),
      sockets: this.#io.sockets.sockets.size,
      redis: this.#peers ? (this.#peers.isReached ? 'reached' : 'away') : 'none',
    }
  }

  cut(accountId: string): void {
    this.#cutHere(accountId)
    if (this.#hasPeers) this.#pgNotifications.tell('cut', accountId)
  }

  #cutHere(accountId: string): void {
    this.#admission.noteCut(accountId)
    for (const socket of this.#io.sockets.sockets.values()) {
      if (socket.data.actor.accountId === accountId) end(socket, 'session.none')
    }
  }

  #numbered(facts: readonly StoredFact[]): void {
    this.#hub.offer(facts)
    if (this.#hasPeers) this.#pgNotifications.tell('head')
  }

  #startPeers(): void {
    const { settings, log } = this.#options
    if (settings.redisUrl === undefined) return
    this.#peers = new Peers({
      redisUrl: settings.redisUrl,
      origin: this.#processes.id,
      scope: this.#hub.stream.stream,
      log,
      heard: (frame, origin) => this.#signals.take(frame, origin),
    })
    this.#peers.start()
  }

  /** Whoever numbers forgets, so that only one does. */
  async #forget(): Promise<void> {
    const { database, clock, settings, log } = this.#options
    if (this.#relay.term === undefined) return
    const keptDays = settings.factRetentionDays
    const forgotten = await forgetOldFacts({ database: database.reserved, clock, keptDays })
    if (forgotten > 0) log.info({ forgotten }, 'facts past their retention were forgotten')
  }

  /** What is known here first: a database that is away leaves only its own figures as they were. */
  async #measure(): Promise<void> {
    const { head, behind, sockets } = this.state()
    gauges.head.set(head)
    gauges.lag.set(behind)
    gauges.isRelay.set(this.#relay.term === undefined ? 0 : 1)
    gauges.sockets.set(sockets)
    gauges.listening.set(this.#hub.audiences.socketCount)
    for (const [structure, n] of Object.entries(this.held())) gauges.held.set({ structure }, n)
    const { reserved } = this.#options.database
    gauges.unnumbered.set(await unnumberedCount(reserved))
    const parked = await parkedCounts(reserved)
    for (const { name } of this.#followings) gauges.parkedNow.set({ follower: name }, parked.get(name) ?? 0)
  }

  /** Waits a moment until the last words have gone out. */
  async #emptied(): Promise<void> {
    const untilMs = performance.now() + lastWordsMs
    while (this.#io.sockets.sockets.size > 0 && performance.now() < untilMs) await wait(20)
    this.#io.disconnectSockets(true)
  }
}
