import type { LiveSocket } from './socket.ts'

/** Why a socket was ended; said in the closing frame of the WebSocket, with a code that recalls the HTTP status. */
export const endings = {
  'session.none': 4401,
  'live.malformed': 4400,
  'live.tooMany': 4429,
  'live.tooSlow': 4430,
  'platform.unavailable': 4503,
  'platform.restored': 4504,
  'platform.stopping': 1012,
} as const
export type SocketEnding = keyof typeof endings

interface WebSocket {
  readonly bufferedAmount: number
  close(code: number, reason: string): void
  terminate(): void
}

const isWebSocket = (wire: unknown): wire is WebSocket =>
  typeof wire === 'object' &&
  wire !== null &&
  'bufferedAmount' in wire &&
  'terminate' in wire &&
  'close' in wire

/** The WebSocket under a socket; the socket server has no public way to it. */
function wireOf(socket: LiveSocket): WebSocket | undefined {
  const transport: object = socket.conn.transport
  return 'socket' in transport && isWebSocket(transport.socket) ? transport.socket : undefined
}

const lastWordMs = 400

/** Ends a socket with a last word, and cuts the line soon after whether or not the word got through. */
export function end(socket: LiveSocket, why: SocketEnding): void {
  if (socket.data.isEnded) return
  socket.data.isEnded = true
  for (const room of [...socket.rooms]) void socket.leave(room)
  const wire = wireOf(socket)
  if (!wire) {
    socket.disconnect(true)
    return
  }
  wire.close(endings[why], why)
  const cut = setTimeout(() => wire.terminate(), lastWordMs)
  socket.conn.once('close', () => clearTimeout(cut))
}

interface Packet {
  readonly data?: unknown
}

const bytesOf = ({ data }: Packet): number => (typeof data === 'string' ? Buffer.byteLength(data) : 0)

/** Bytes that wait for a socket's other side to read: in the WebSocket and in the queue before it. */
export function unsentBytes(socket: LiveSocket): number {
  const conn: object = socket.conn
  const queue: readonly Packet[] =
    'writeBuffer' in conn && Array.isArray(conn.writeBuffer) ? conn.writeBuffer : []
  return queue.reduce((sum, packet) => sum + bytesOf(packet), wireOf(socket)?.bufferedAmount ?? 0)
}
