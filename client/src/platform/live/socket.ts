import {
  livePath,
  type ClientToServer,
  type LiveRefusal,
  type Watch,
  type WatchAck,
} from '@shuniu/shared/live'
import { io, type Socket } from 'socket.io-client'

/** What the live link needs of a socket; tests have their own. */
export interface Wire {
  watch(asked: Watch): Promise<WatchAck | LiveRefusal>
  seen(through: number): void
  /** Gives the present connection up and makes another. */
  renew(): void
  close(): void
}

export interface WireEvents {
  connected(): void
  disconnected(): void
  /** The server would not have us, with the code of its refusal. */
  refused(code: string): void
  facts(frame: unknown): void
  signals(frame: unknown): void
}

export type OpenWire = (events: WireEvents) => Wire

interface Gets {
  facts: (frame: unknown) => void
  signals: (frame: unknown) => void
}

const ackTimeoutMs = 10_000
const jitteredMs = (): number => 500 + Math.random() * 2_500

const codeOf = (error: Error): string => {
  const told: unknown = 'data' in error ? error.data : undefined
  return typeof told === 'object' && told !== null && 'code' in told && typeof told.code === 'string'
    ? told.code
    : error.message
}

/** Opens the socket to `/live`. The only place that knows Socket.IO. Reconnects by itself, jittered, for ever. */
export const openSocket: OpenWire = events => {
  const socket: Socket<Gets, ClientToServer> = io({
    path: livePath,
    transports: ['websocket'],
    reconnectionDelay: 500,
    reconnectionDelayMax: 5_000,
    randomizationFactor: 0.5,
  })
  let again: ReturnType<typeof setTimeout> | undefined
  const connectSoon = () => {
    clearTimeout(again)
    again = setTimeout(() => socket.connect(), jitteredMs())
  }
  socket.on('connect', events.connected)
  socket.on('facts', events.facts)
  socket.on('signals', events.signals)
  socket.on('disconnect', reason => {
    events.disconnected()
    if (reason === 'io server disconnect') connectSoon()
  })
  socket.on('connect_error', error => {
    if (socket.active) return
    events.refused(codeOf(error))
    connectSoon()
  })
  return {
    watch: asked => socket.timeout(ackTimeoutMs).emitWithAck('watch', asked),
    seen: through => void socket.emit('seen', { through }),
    renew() {
      socket.disconnect()
      connectSoon()
    },
    close() {
      clearTimeout(again)
      socket.disconnect()
    },
  }
}
