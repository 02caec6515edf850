import {
  FactFrame,
  protocol,
  reconnectAfterMs,
  SignalFrame,
  type Cursor,
  type LiveRefusal,
  type WatchAck,
} from '@shuniu/shared/live'
import { Check } from 'typebox/schema'
import { advanced, afterAck } from './cursor.ts'
import type { BoundEar } from './ear.ts'
import { createHeart } from './heart.ts'
import { createIntake, type Intake } from './intake.ts'
import { createRoomCount } from './roomCount.ts'
import { createSignals } from './signals.ts'
import type { OpenWire, Wire } from './socket.ts'

interface LinkOptions {
  readonly open: OpenWire
  readonly later: (work: () => void) => void
  /** The server says that nobody is signed in. */
  readonly signedOut: () => void
}

const isRefusal = (answer: WatchAck | LiveRefusal): answer is LiveRefusal => 'refusal' in answer

/** The one live link of a page: rooms out; facts, signals and their freshness in. */
export class Link {
  readonly #options: LinkOptions
  readonly #heart = createHeart()
  readonly #rooms = createRoomCount()
  readonly #signals = createSignals()
  readonly #intake: Intake
  readonly #resnapshots = new Set<() => void>()
  readonly #backs = new Set<() => void>()
  readonly #returns = new Set<() => void>()
  readonly #unanswered = new Set<() => void>()
  readonly freshness = this.#heart.freshness
  #wire: Wire | undefined
  #beating: ReturnType<typeof setInterval> | undefined
  #cursor: Cursor | null = null
  #toldSeq = 0
  #renewedAtMs = 0
  #isConnected = false
  /** The connection is another than the one before it, and has not been answered for yet. */
  #isBack = false
  #isAsking = false
  #isToAskAgain = false

  constructor(options: LinkOptions) {
    this.#options = options
    this.#intake = createIntake({ later: options.later, unread: () => this.#heart.outgrow() })
  }

  start(): void {
    if (this.#wire) return
    this.#heart.start()
    this.#beating = setInterval(() => this.#beat(), 1_000)
    this.#wire = this.#options.open({
      connected: () => {
        this.#isConnected = true
        this.#isBack = this.#cursor !== null
        void this.#ask()
        if (this.freshness.lastFrameAtMs !== undefined) for (const tell of this.#returns) tell()
      },
      disconnected: () => (this.#isConnected = false),
      refused: code => void (code === 'session.none' && this.#options.signedOut()),
      facts: raw => this.#takeFacts(raw),
      signals: raw => void (Check(SignalFrame, raw) && this.#signals.take(raw)),
    })
  }

  stop(): void {
    clearInterval(this.#beating)
    this.#wire?.close()
    this.#wire = undefined
    this.#isConnected = false
    this.#cursor = null
    this.#toldSeq = 0
  }

  hear(ear: BoundEar): void {
    this.#intake.hear(ear)
  }

  /** Adds rooms to what this page hears; `joined` once the server has answered for them. Ends by the returned call. */
  watch(rooms: readonly string[], joined: () => void): () => void {
    const told = () => joined()
    this.#unanswered.add(told)
    this.#rooms.join(rooms)
    queueMicrotask(() => void this.#ask())
    return () => {
      this.#unanswered.delete(told)
      if (this.#rooms.leave(rooms)) queueMicrotask(() => void this.#ask())
    }
  }

  /** What is shown cannot be caught up with by facts alone and is to be fetched anew. */
  onResnapshot(refetch: () => void): () => void {
    this.#resnapshots.add(refetch)
    return () => this.#resnapshots.delete(refetch)
  }

  /**
   * The line was lost, and its gap has been answered for. For whoever is not told of everything that leaves: what was
   * fetched ahead of the line, and left while it was down, a wall hears of no more.
   */
  onBack(refetch: () => void): () => void {
    this.#backs.add(refetch)
    return () => this.#backs.delete(refetch)
  }

  /** The line was lost and is there again: what stands at its other end may be another server. */
  onReturn(tell: () => void): () => void {
    this.#returns.add(tell)
    return () => this.#returns.delete(tell)
  }

  onSignal(name: string, listener: (frame: SignalFrame) => void): () => void {
    return this.#signals.on(name, listener)
  }

  /** Tells the server the whole union; one question at a time, the last one wins. */
  async #ask(): Promise<void> {
    const wire = this.#wire
    if (!wire || !this.#isConnected) return
    this.#isToAskAgain = this.#isAsking
    if (this.#isAsking) return
    this.#isAsking = true
    const answered = [...this.#unanswered]
    const rooms = this.#rooms.union()
    try {
      const answer = await wire.watch({ protocol, rooms, since: this.#cursor })
      if (isRefusal(answer)) this.#heart.outgrow()
      else this.#takeAck(answer, answered)
    } catch {
      // No answer in time: the connection is not worth keeping, and the next one asks again.
      if (this.#wire === wire) wire.renew()
    }
    this.#isAsking = false
    const isChanged = this.#unanswered.size > 0 || rooms.join() !== this.#rooms.union().join()
    if (this.#isToAskAgain && isChanged) void this.#ask()
  }

  #takeAck(ack: WatchAck, answered: readonly (() => void)[]): void {
    const after = afterAck(this.#cursor, ack)
    this.#cursor = after.cursor
    for (const joined of answered) {
      this.#unanswered.delete(joined)
      joined()
    }
    const isBack = this.#isBack
    this.#isBack = false
    if (after.resnapshot) for (const refetch of this.#resnapshots) refetch()
    else if (isBack) for (const refetch of this.#backs) refetch()
  }

  #takeFacts(raw: unknown): void {
    if (!Check(FactFrame, raw)) {
      this.#heart.outgrow()
      return
    }
    this.#heart.beat()
    if (this.#cursor) this.#cursor = advanced(this.#cursor, raw.through)
    this.#intake.take(raw)
  }

  #beat(): void {
    this.#heart.feel()
    const now = Date.now()
    if (now - Math.max(this.#heart.silentSinceMs, this.#renewedAtMs) > reconnectAfterMs) {
      this.#renewedAtMs = now
      this.#wire?.renew()
    }
    const seq = this.#cursor?.seq ?? 0
    if (!this.#isConnected || seq <= this.#toldSeq) return
    this.#toldSeq = seq
    this.#wire?.seen(seq)
  }
}
