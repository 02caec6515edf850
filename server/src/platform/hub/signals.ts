import type { SignalFrame } from '@shuniu/shared/live'
import type { Audiences } from './audience.ts'
import { isBusy } from './slow.ts'
import type { LiveServer } from './socket.ts'

const flushEveryMs = 1_000

/**
 * The lossy lane: readings of which only the latest counts. Each second one frame goes out for each name and room that
 * had any; what several processes say of one room is put together here, newest first, before it is sent.
 */
export class Signals {
  readonly #io: LiveServer
  readonly #audiences: Audiences
  /** By name and room, then by the process that speaks. */
  readonly #latest = new Map<string, Map<string, SignalFrame>>()
  #timer: NodeJS.Timeout | undefined

  constructor(io: LiveServer, audiences: Audiences) {
    this.#io = io
    this.#audiences = audiences
  }

  get size(): number {
    return this.#latest.size
  }

  start(): void {
    this.#timer = setInterval(() => this.#flush(), flushEveryMs)
  }

  stop(): void {
    clearInterval(this.#timer)
  }

  take(frame: SignalFrame, origin: string): void {
    if (!this.#audiences.isHeard(frame.room)) return
    const key = `${frame.name} ${frame.room}`
    const known = this.#latest.get(key)
    if (known) known.set(origin, frame)
    else this.#latest.set(key, new Map([[origin, frame]]))
  }

  #flush(): void {
    for (const byOrigin of this.#latest.values()) {
      const frames = [...byOrigin.values()].sort((a, b) => b.at.localeCompare(a.at))
      const [newest] = frames
      if (newest) this.#send({ ...newest, rows: frames.flatMap(({ rows }) => rows) })
    }
    this.#latest.clear()
  }

  /** Sockets that have not read what they were sent are left out; the next reading will do. */
  #send(frame: SignalFrame): void {
    const audiences = [...this.#audiences.inRoom(frame.room)]
    if (audiences.length === 0) return
    const busy = audiences.flatMap(({ members }) => [...members]).filter(isBusy)
    this.#io.local
      .to(audiences.map(({ name }) => name))
      .except(busy.map(({ id }) => id))
      .emit('signals', frame)
  }
}
