import type { Actor } from '@shuniu/shared/identity'
import type { ClientToServer, ServerToClient } from '@shuniu/shared/live'
import type { Server, Socket } from 'socket.io'

/** What the process keeps with a socket. */
export interface SocketState {
  actor: Actor
  /** Of the handshake; asked about again while the socket lives. */
  cookie: string
  openedAtMs: number
  checkedAtMs: number
  /** Counts the watches; an older one that is still at work gives up. */
  turn: number
  /** Since when and through where this socket has been sent all its rooms hear; undefined before its first watch. */
  run: HearingRun | undefined
  /** By its own word. */
  seen: number
  isEnded: boolean
}

export interface HearingRun {
  readonly from: number
  /** Undefined while the socket is live: then it is the hub's own cursor. */
  through: number | undefined
  rooms: ReadonlySet<string>
}

type NoEvents = Record<string, never>
export type LiveServer = Server<ClientToServer, ServerToClient, NoEvents, SocketState>
export type LiveSocket = Socket<ClientToServer, ServerToClient, NoEvents, SocketState>

/**
 * Sends facts that are JSON already. The socket server would write them anew: this is what it hands to the connection under
 * it for `emit('facts', …)` in the one namespace there is.
 */
export function sendFacts(
  { conn }: LiveSocket,
  { through, texts }: { through: number; texts: string[] },
): void {
  conn.write(`2["facts",{"through":${through},"facts":[${texts.join()}]}]`)
}
