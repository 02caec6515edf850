import { setTimeout as wait } from 'node:timers/promises'
import { livePath, protocol, type Cursor, type ServerToClient } from '@shuniu/shared/live'
import { io, type Socket } from 'socket.io-client'
import type { AnythingToServer } from '../builders/watcher.ts'
import type { Operator } from '../drills/operator.ts'

const ackTimeoutMs = 10_000
/** As the product's own client waits. */
const jitteredMs = (): number => 500 + Math.random() * 2_500

/** A phone or a console of a crowd: comes back by itself as the product's client does, and keeps numbers alone. */
export class CrowdMember {
  readonly #socket: Socket<ServerToClient, AnythingToServer>
  readonly #rooms: readonly string[]
  #cursor: Cursor | null = null
  readonly seqs: number[] = []
  resnapshots = 0
  /** Watched and answered on the present connection. */
  isBack = false
  refusals = 0

  constructor({ url, cookie }: Operator, rooms: readonly string[]) {
    this.#rooms = rooms
    this.#socket = io(url, {
      path: livePath,
      transports: ['websocket'],
      forceNew: true,
      reconnectionDelay: 500,
      reconnectionDelayMax: 5_000,
      randomizationFactor: 0.5,
      extraHeaders: { cookie },
    })
    this.#listen()
  }

  /** Breaks the line below the protocol, as a network does. */
  cut(): void {
    this.isBack = false
    this.#socket.io.engine.close()
  }

  close(): void {
    this.#socket.disconnect()
  }

  #listen(): void {
    const socket = this.#socket
    socket.on('connect', () => void this.#watch())
    socket.on('disconnect', () => (this.isBack = false))
    socket.on('connect_error', () => {
      this.refusals += 1
      if (!socket.active) setTimeout(() => socket.connect(), jitteredMs())
    })
    socket.on('facts', ({ through, facts }) => {
      for (const { seq } of facts) this.seqs.push(seq)
      if (this.#cursor) this.#cursor = { ...this.#cursor, seq: through }
    })
  }

  async #watch(): Promise<void> {
    const { id } = this.#socket
    const since = this.#cursor
    try {
      await new Promise<void>((resolve, reject) => {
        const asked = { protocol, rooms: this.#rooms, since }
        this.#socket.timeout(ackTimeoutMs).emit('watch', asked, (cause: Error | null, answer) => {
          if (cause || 'refusal' in answer) return reject(cause ?? new Error('refused'))
          if (answer.resnapshot) this.resnapshots += 1
          if (!since || answer.resnapshot) this.#cursor = { stream: answer.stream, seq: answer.head }
          resolve()
        })
      })
      this.isBack = this.#socket.id === id
    } catch {
      if (this.#socket.id === id) this.#socket.io.engine.close()
    }
  }
}

/** Waits until all are back; how long the last took, in seconds. */
export async function untilAllBack(crowd: readonly CrowdMember[], withinS: number): Promise<number> {
  const begun = performance.now()
  for (;;) {
    const away = crowd.filter(({ isBack }) => !isBack).length
    const seconds = (performance.now() - begun) / 1_000
    if (away === 0) return Math.round(seconds * 10) / 10
    if (seconds > withinS) throw new Error(`${away} of ${crowd.length} are not back after ${withinS} s`)
    await wait(50)
  }
}
