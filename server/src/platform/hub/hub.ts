import { setTimeout as wait } from 'node:timers/promises'
import type { FactCatalogue } from '@shuniu/shared/kernel'
import type { FactFrame } from '@shuniu/shared/live'
import type { Database } from '../db/index.ts'
import { Doorbell, readStream, type StreamRow } from '../relay/index.ts'
import { Audiences, beatRooms } from './audience.ts'
import { end } from './ending.ts'
import { factsAfter, type StoredFact } from '../outbox/index.ts'
import { caseRoomOf, formFor, formNow, Speech, type FactForm, type ReadSight } from './fact.ts'
import { Judging, sightOf, type JudgedFacts } from './judging.ts'
import { audiencesOf, framesOf } from './frames.ts'
import { SlowSweep } from './slow.ts'
import type { LiveServer, LiveSocket } from './socket.ts'
import { standingsOf, type ReadStandings } from './standings.ts'
import { Tail } from './tail.ts'
import { Waiting } from './waiting.ts'

const readAtOnce = 500
/** Between two heartbeats of one socket; the contract says a second, and timers are late by a little each time. */
const heartbeatMs = 810
const pollMs = 250
const patienceMs = 200
/** A heartbeat says that the stream is whole up to its number; it stops when the database has not been read for this long. */
const vouchMs = 2_000

export interface HubOptions {
  readonly database: Database
  readonly io: LiveServer
  readonly readStandings: ReadStandings
  readonly sightIn: ReadSight
  /** All facts that are told here, by name. */
  readonly catalogue: () => FactCatalogue
  /** After facts were sent, with the new cursor. */
  readonly moved: (through: number) => void
  readonly tooSlow: () => void
  /** A fact whose body is none: it is passed over. */
  readonly unreadable: (fact: StoredFact) => void
}

/** Follows the stream and sends each fact to the sockets of this process that may hear it. The only one that does. */
export class Hub {
  readonly audiences = new Audiences()
  readonly judging: Judging
  readonly speech: Speech
  readonly #options: HubOptions
  readonly #bell = new Doorbell()
  readonly #slow: SlowSweep
  readonly #waiting = new Waiting()
  #tail = new Tail(0)
  #stream: StreamRow = { stream: '', head: 0, forgotten: 0 }
  #cursor = 0
  #lateThrough = 0
  #offered: readonly StoredFact[] = []
  #offeredAtMs = -Infinity
  #readAtMs = -Infinity
  #heartbeat: NodeJS.Timeout | undefined
  #beats = 0
  #isStopped = true
  #running: Promise<void> = Promise.resolve()

  constructor(options: HubOptions) {
    this.#options = options
    this.speech = new Speech(options.catalogue, options.sightIn)
    this.judging = new Judging(
      this.audiences,
      standingsOf(options.readStandings, options.database),
      this.speech,
    )
    this.#slow = new SlowSweep(() => options.io.sockets.sockets.values(), options.tooSlow)
  }

  /** Everything up to here has been sent to every live socket that hears it. */
  get cursor(): number {
    return this.#cursor
  }

  get tail(): Tail {
    return this.#tail
  }

  /** The stream as it stood at the last look. */
  get stream(): StreamRow {
    return this.#stream
  }

  /** Whether a fact was sent when others after it were already there, so that its case may have gone on. */
  isLate(seq: number): boolean {
    return seq <= this.#lateThrough
  }

  /** Whether the database was read lately. */
  get isFresh(): boolean {
    return performance.now() - this.#readAtMs < vouchMs
  }

  async start(): Promise<void> {
    this.#begin(await readStream(this.#options.database.hub))
    this.#isStopped = false
    this.#slow.start()
    this.#heartbeat = setInterval(() => this.#beat(), heartbeatMs / beatRooms.length)
    this.#running = this.#run()
  }

  wake(): void {
    this.#bell.ring()
  }

  /** Facts that were numbered just now, in order: what the hub is about to read, if it has read all before them. */
  offer(facts: readonly StoredFact[]): void {
    this.#offered = facts
    this.#offeredAtMs = performance.now()
    this.#bell.ring()
  }

  async stop(): Promise<void> {
    this.#isStopped = true
    clearInterval(this.#heartbeat)
    this.#slow.stop()
    this.#bell.ring()
    this.#waiting.clear()
    await this.#running
  }

  /** Waits until the cursor has come to a number, or a while if it does not. */
  async reaches(seq: number, withinMs = 2_000): Promise<boolean> {
    if (this.#cursor < seq && !this.#isStopped) {
      this.wake()
      await this.#waiting.until(seq, withinMs)
    }
    return this.#cursor >= seq
  }

  /** A socket that has closed: nothing of it stays. */
  leave(socket: LiveSocket): void {
    socket.data.turn += 1
    socket.data.run = undefined
    this.audiences.remove(socket)
  }

  /** How much this process holds for its sockets and its stream, by structure. */
  held(): Readonly<Record<string, number>> {
    return {
      ...this.audiences.held(),
      waiting: this.#waiting.size,
      narrowed: this.judging.rememberedCount,
      tail: this.#tail.size,
    }
  }

  #begin(row: StreamRow): void {
    this.#stream = row
    this.#offered = []
    this.#cursor = row.head
    this.#tail = new Tail(row.head)
    this.#readAtMs = performance.now()
  }

  /** An edge: a fault is logged, and the same facts are read again. */
  async #run(): Promise<void> {
    let lookedAtMs = performance.now()
    while (!this.#isStopped) {
      try {
        const facts = await this.#next()
        await this.#send(facts)
        if (this.#readAtMs - lookedAtMs > heartbeatMs) {
          lookedAtMs = this.#readAtMs
          this.#look(await readStream(this.#options.database.hub))
        }
        if (facts.length < readAtOnce) await this.#bell.rings(pollMs)
      } catch (cause) {
        this.#options.database.log.warn({ cause }, 'the hub could not read the stream; it tries again')
        await wait(patienceMs)
      }
    }
  }

  /** Either what was offered, when it follows on what was sent, or what the database has. */
  async #next(): Promise<readonly StoredFact[]> {
    const offered = this.#offered
    this.#offered = []
    if (offered[0]?.seq === this.#cursor + 1) {
      this.#readAtMs = this.#offeredAtMs
      return offered
    }
    const facts = await factsAfter(this.#options.database.hub, this.#cursor, readAtOnce)
    this.#readAtMs = performance.now()
    return facts
  }

  /** Another stream, or one that is shorter than what was sent, is a database that was restored under us. */
  #look(row: StreamRow): void {
    const isSame = row.stream === this.#stream.stream && row.head >= this.#cursor
    this.#stream = row
    if (isSame) return
    this.#options.database.log.warn(
      { row, cursor: this.#cursor },
      'the stream was restored; all sockets begin anew',
    )
    this.#begin(row)
    for (const socket of this.#options.io.sockets.sockets.values()) end(socket, 'platform.restored')
  }

  /** Sends facts in order; where one may have narrowed a case, its room is cleared before anybody in it hears of it. */
  async #send(read: readonly StoredFact[]): Promise<void> {
    const facts = read.flatMap(fact => this.present(fact) ?? [])
    const isLate = read.length >= readAtOnce
    if (isLate) this.#lateThrough = read.at(-1)?.seq ?? this.#lateThrough
    const judging = this.judging.judge(facts, isLate)
    const judged = judging && (await judging)
    let ready: StoredFact[] = []
    for (const fact of facts) {
      const removed = judged ? this.judging.clear(fact, judged) : []
      const isDoubted = judged !== undefined && this.judging.isDoubted(fact, judged)
      if (removed.length > 0 || isDoubted) {
        this.#emit(ready)
        ready = []
        this.#tellRemoved(fact, removed)
      }
      if (judged && isDoubted) this.#emitJudged(fact, judged)
      else ready.push(fact)
    }
    this.#emit(ready)
    this.#moveTo(read.at(-1)?.seq)
  }

  /** The fact as it is spoken today; one that cannot be read is told to nobody. */
  present(fact: StoredFact): StoredFact | undefined {
    const present = this.speech.present(fact)
    if (!present) this.#options.unreadable(fact)
    return present
  }

  /** Whoever was in the case's room alone learns that the case is gone for them. */
  #tellRemoved(fact: StoredFact, removed: readonly LiveSocket[]): void {
    for (const socket of removed) {
      const audience = this.audiences.of(socket)
      if (audience && formFor(fact, audience)) continue
      socket.emit('facts', { through: fact.seq, facts: [this.speech.wire(fact, 'left')] })
    }
  }

  #emit(facts: readonly StoredFact[]): void {
    const through = facts.at(-1)?.seq
    if (through === undefined) return
    for (const frame of framesOf(facts, this.audiences, this.speech)) {
      const told: FactFrame = { through, facts: [...frame.facts] }
      this.#options.io.local.to(frame.audiences.map(({ name }) => name)).emit('facts', told)
    }
    this.#sent(facts)
  }

  /**
   * Tells a fact whose case has gone on since, or that says nothing of how its case stands: to each what they may read of
   * the case now.
   */
  #emitJudged(fact: StoredFact, { standings }: JudgedFacts): void {
    const standing = standings.get(this.speech.caseOf(fact) ?? '')
    const byForm = new Map<FactForm, string[]>()
    for (const audience of audiencesOf(fact, this.audiences)) {
      for (const { id, data } of audience.members) {
        const form = this.speech.formTo(fact, audience, [data.actor])
        const now = form && formNow(form, sightOf(standing, data.actor))
        if (!now || (now === 'left' && caseRoomOf(fact) === undefined)) continue
        const alike = byForm.get(now)
        if (alike) alike.push(id)
        else byForm.set(now, [id])
      }
    }
    for (const [form, ids] of byForm) {
      this.#options.io.local
        .to(ids)
        .emit('facts', { through: fact.seq, facts: [this.speech.wire(fact, form)] })
    }
    this.#sent([fact])
  }

  #sent(facts: readonly StoredFact[]): void {
    this.#tail.add(facts)
    this.#moveTo(facts.at(-1)?.seq)
  }

  #moveTo(through: number | undefined): void {
    if (through === undefined || through <= this.#cursor) return
    this.#cursor = through
    this.#slow.afterSending()
    this.#options.moved(through)
    this.#waiting.moved(through)
  }

  /** To a share of the sockets at a time: thousands in one go would hold up whatever is to be told meanwhile. */
  #beat(): void {
    this.#beats += 1
    const room = beatRooms[this.#beats % beatRooms.length]
    if (!this.isFresh || room === undefined) return
    this.#options.io.local.to(room).emit('facts', { through: this.#cursor, facts: [] })
  }
}
