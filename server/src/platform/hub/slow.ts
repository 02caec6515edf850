import { end, unsentBytes } from './ending.ts'
import type { LiveSocket } from './socket.ts'

/** More than this unsent, in bytes: the socket is ended and resumes by its cursor. */
export const maxUnsentBytes = 4 * 1024 * 1024
/** More than this unsent: readings are left out, replays wait. */
const busyBytes = 512 * 1024

export const isBusy = (socket: LiveSocket): boolean => unsentBytes(socket) > busyBytes

const sweepEveryMs = 250
const restMs = 50

/** Ends sockets that do not read; what waited for them is freed. */
export class SlowSweep {
  readonly #sockets: () => Iterable<LiveSocket>
  readonly #ended: () => void
  #timer: NodeJS.Timeout | undefined
  #sweptAtMs = 0

  constructor(sockets: () => Iterable<LiveSocket>, ended: () => void) {
    this.#sockets = sockets
    this.#ended = ended
  }

  start(): void {
    this.#timer = setInterval(() => this.#sweep(), sweepEveryMs)
  }

  stop(): void {
    clearInterval(this.#timer)
  }

  /** After frames were sent; looks at most every 50 ms. */
  afterSending(): void {
    if (performance.now() - this.#sweptAtMs > restMs) this.#sweep()
  }

  #sweep(): void {
    this.#sweptAtMs = performance.now()
    for (const socket of this.#sockets()) {
      if (socket.data.isEnded || unsentBytes(socket) <= maxUnsentBytes) continue
      end(socket, 'live.tooSlow')
      this.#ended()
    }
  }
}
