import {
  livePath,
  protocol,
  type Cursor,
  type Fact,
  type FactFrame,
  type LiveRefusal,
  type ServerToClient,
  type SignalFrame,
  type WatchAck,
} from '@shuniu/shared/live'
import { io, type Socket } from 'socket.io-client'

/** Anything may be sent: what is not of the protocol too. */
export interface AnythingToServer {
  watch: (options: unknown, ack: (answer: WatchAck | LiveRefusal) => void) => void
  seen: (cursor: unknown) => void
}
type WatcherSocket = Socket<ServerToClient, AnythingToServer>

/** What is not answered by then is not answered at all, in milliseconds. */
const answerWithinMs = 10_000

interface WatcherOptions {
  readonly url: string
  /** The session's cookie, as the browser would send it; absent: nobody is signed in. */
  readonly cookie?: string | undefined
  readonly origin?: string
}

/** A connection that the server refused, with the code it gave. */
export class ConnectionRefused extends Error {
  readonly code: string
  constructor(code: string) {
    super(`the server refused the socket: ${code}`)
    this.code = code
  }
}

const codeIn = (cause: Error): string => {
  const told: unknown = 'data' in cause ? cause.data : undefined
  const has = typeof told === 'object' && told !== null && 'code' in told && typeof told.code === 'string'
  return has ? String(told.code) : cause.message
}

const reasonIn = (why: string, details: unknown): string => {
  const context =
    typeof details === 'object' && details !== null && 'context' in details ? details.context : null
  const told = typeof context === 'object' && context !== null && 'reason' in context ? context.reason : ''
  return typeof told === 'string' && told !== '' ? told : why
}

/** A console reduced to its socket: keeps all it was sent, over as many connections as it makes. */
export class Watcher {
  readonly #options: WatcherOptions
  #socket: WatcherSocket | undefined
  readonly frames: FactFrame[] = []
  readonly facts: Fact[] = []
  /** When each of them came, by the clock of `performance.now()`. */
  readonly cameAtMs: number[] = []
  readonly signals: SignalFrame[] = []
  /** Why each connection ended: the reason in the closing frame, else what the client calls it. */
  readonly ends: string[] = []
  cursor: Cursor | null = null
  rooms: readonly string[] = []

  constructor(options: WatcherOptions) {
    this.#options = options
  }

  get isConnected(): boolean {
    return this.#socket?.connected === true
  }

  get socket(): WatcherSocket {
    if (!this.#socket) throw new Error('this watcher has not connected')
    return this.#socket
  }

  /** Throws `ConnectionRefused` when the server will not have it. */
  async connect(): Promise<void> {
    const socket: WatcherSocket = io(this.#options.url, {
      path: livePath,
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
      extraHeaders: {
        ...(this.#options.cookie !== undefined && { cookie: this.#options.cookie }),
        ...(this.#options.origin !== undefined && { origin: this.#options.origin }),
      },
    })
    this.#socket = socket
    socket.on('facts', frame => this.#take(socket, frame))
    socket.on('signals', frame => this.signals.push(frame))
    socket.on('disconnect', (why, details) => this.ends.push(reasonIn(why, details)))
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve)
      socket.once('connect_error', cause => reject(new ConnectionRefused(codeIn(cause))))
      // A server that dies between the transport and the greeting is told by neither of them.
      socket.once('disconnect', why => reject(new ConnectionRefused(why)))
      setTimeout(() => reject(new ConnectionRefused('no answer')), answerWithinMs)
    })
  }

  /** Throws the server's refusal as an error. */
  async watch(rooms: readonly string[], since: Cursor | null = this.cursor): Promise<WatchAck> {
    const answer = await this.ask({ protocol, rooms, since }, ack => {
      this.rooms = rooms
      if (!since || ack.resnapshot) this.cursor = { stream: ack.stream, seq: ack.head }
      else this.cursor ??= since
    })
    if ('refusal' in answer) throw new Error(answer.refusal.code)
    return answer
  }

  /** Sends anything at all as a `watch`; `taken` runs before the next frame is looked at. */
  ask(options: unknown, taken: (ack: WatchAck) => void = () => undefined): Promise<WatchAck | LiveRefusal> {
    return new Promise((resolve, reject) => {
      this.socket.timeout(answerWithinMs).emit('watch', options, (cause: Error | null, answer) => {
        if (cause) return reject(cause)
        if (!('refusal' in answer)) taken(answer)
        resolve(answer)
      })
    })
  }

  /** Drops the connection as it is and comes back with what it has. */
  async reconnect(): Promise<WatchAck> {
    this.close()
    await this.connect()
    return this.watch(this.rooms)
  }

  close(): void {
    this.#socket?.disconnect()
  }

  #take(socket: WatcherSocket, frame: FactFrame): void {
    if (socket !== this.#socket) return
    this.frames.push(frame)
    const nowMs = performance.now()
    for (const fact of frame.facts) {
      this.facts.push(fact)
      this.cameAtMs.push(nowMs)
    }
    if (this.cursor) this.cursor = { ...this.cursor, seq: frame.through }
  }
}

/** A watcher that is connected and has been answered. */
export async function aWatcher(
  options: WatcherOptions & { rooms: readonly string[]; since?: Cursor },
): Promise<Watcher> {
  const watcher = new Watcher(options)
  await watcher.connect()
  await watcher.watch(options.rooms, options.since ?? null)
  return watcher
}

/** Waits for something to become so; throws with `what` when it does not in time. */
export async function until(
  what: string,
  isSo: () => boolean | Promise<boolean>,
  withinMs = 10_000,
): Promise<void> {
  const latest = performance.now() + withinMs
  while (!(await isSo())) {
    if (performance.now() > latest) throw new Error(`waited ${withinMs} ms in vain: ${what}`)
    await new Promise(resolve => setTimeout(resolve, 10))
  }
}
