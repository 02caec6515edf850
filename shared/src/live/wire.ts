import * as Type from 'typebox'
import type { Static } from 'typebox'
import { closed, nullable } from '../kernel/index.ts'

/** The only version of the socket protocol spoken. */
export const protocol = 1

/** Address of the socket endpoint on the server. */
export const livePath = '/live'

/** A socket may not be in more rooms than this at once. */
export const maxRooms = 64

/** No frame for this long: what is shown is stale. */
export const staleAfterMs = 3_000

/** No frame for this long: the client gives the socket up and connects anew. */
export const reconnectAfterMs = 8_000

/** Client → server, acknowledged. Replaces the whole set of rooms. */
export const Watch = closed({
  protocol: Type.Literal(protocol),
  rooms: Type.Array(Type.String({ minLength: 1, maxLength: 80 }), { maxItems: maxRooms }),
  since: nullable(closed({ stream: Type.String({ maxLength: 64 }), seq: Type.Integer({ minimum: 0 }) })),
})
export type Watch = Static<typeof Watch>

/** How far a console has heard: the stream, and everything in it up to `seq`. */
export type Cursor = NonNullable<Watch['since']>

/**
 * The answer to `watch`. `resnapshot`: the gap since the cursor cannot be replayed; fetch anew.
 * `refusal` is set, and nothing joined, when the message itself was not of the protocol.
 */
export const WatchAck = closed({
  stream: Type.String(),
  head: Type.Integer({ minimum: 0 }),
  joined: Type.Array(Type.String()),
  denied: Type.Array(Type.String()),
  resnapshot: Type.Boolean(),
})
export type WatchAck = Static<typeof WatchAck>

/** What a socket message that is not of the protocol is answered with. */
export interface LiveRefusal {
  readonly refusal: { readonly code: string; readonly detail: string }
}

export const Fact = closed({
  seq: Type.Integer({ minimum: 1 }),
  name: Type.String(),
  at: Type.String(),
  body: Type.Unknown(),
})
export type Fact = Static<typeof Fact>

/** Server → client. `through`: everything up to here that this socket may hear has been sent. */
export const FactFrame = closed({ through: Type.Integer({ minimum: 0 }), facts: Type.Array(Fact) })
export type FactFrame = Static<typeof FactFrame>

/** Client → server, at most once a second, no acknowledgement. */
export const Seen = closed({ through: Type.Integer({ minimum: 0 }) })
export type Seen = Static<typeof Seen>

/** Server → client: the latest reading of something in one room; may be dropped, the next one wins. */
export const SignalFrame = closed({
  name: Type.String(),
  room: Type.String(),
  at: Type.String(),
  rows: Type.Array(Type.Unknown()),
})
export type SignalFrame = Static<typeof SignalFrame>

export interface ClientToServer {
  watch: (asked: Watch, ack: (answer: WatchAck | LiveRefusal) => void) => void
  seen: (cursor: Seen) => void
}

export interface ServerToClient {
  facts: (frame: FactFrame) => void
  signals: (frame: SignalFrame) => void
}
