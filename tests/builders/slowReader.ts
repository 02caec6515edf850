import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { livePath, protocol, type Cursor } from '@shuniu/shared/live'

interface SlowReaderOptions {
  readonly url: string
  readonly cookie: string
  readonly rooms: readonly string[]
  readonly since?: Cursor | null
}

const shortestLong = 126

/** A text frame as a client must send it: masked, in one piece, shorter than 64 KB. */
function frameOf(text: string): Buffer {
  const payload = Buffer.from(text)
  const mask = randomBytes(4)
  const isLong = payload.length >= shortestLong
  const head = Buffer.alloc(isLong ? 4 : 2)
  head.writeUInt8(0x81, 0)
  head.writeUInt8(0x80 | (isLong ? shortestLong : payload.length), 1)
  if (isLong) head.writeUInt16BE(payload.length, 2)
  return Buffer.concat([head, mask, payload.map((byte, at) => byte ^ (mask[at % 4] ?? 0))])
}

/**
 * A console whose line takes almost nothing: it speaks the protocol by hand, so that it can leave what it was sent
 * unread. It counts the bytes it takes and keeps none.
 */
export class SlowReader {
  readonly #socket: Socket
  readonly #timer: NodeJS.Timeout | undefined
  bytesRead = 0

  private constructor(socket: Socket, bytesPerSecond: number) {
    this.#socket = socket
    const sip = () => this.#take(socket.read(bytesPerSecond) ?? socket.read())
    if (bytesPerSecond > 0) this.#timer = setInterval(sip, 1_000)
  }

  /** `bytesPerSecond` 0: it reads nothing at all until `drain`. */
  static async open(options: SlowReaderOptions, bytesPerSecond: number): Promise<SlowReader> {
    const socket = await shaken(options)
    // Read by hand from here on: what is not asked for stays in the line.
    socket.on('readable', () => undefined)
    socket.on('error', () => undefined)
    return new SlowReader(socket, bytesPerSecond)
  }

  get isOpen(): boolean {
    return !this.#socket.destroyed && !this.#socket.readableEnded
  }

  /** Reads all there is until the server ends the line. */
  async drain(): Promise<void> {
    clearInterval(this.#timer)
    this.#socket.removeAllListeners('readable')
    const closed = this.#socket.destroyed ? undefined : once(this.#socket, 'close')
    this.#socket.on('data', (piece: Buffer) => this.#take(piece))
    this.#socket.resume()
    await closed
  }

  close(): void {
    clearInterval(this.#timer)
    this.#socket.destroy()
  }

  #take(piece: unknown): void {
    if (!Buffer.isBuffer(piece)) return
    this.bytesRead += piece.length
  }
}

async function shaken({ url, cookie, rooms, since = null }: SlowReaderOptions): Promise<Socket> {
  const { hostname, port, host } = new URL(url)
  const socket = connect(Number(port), hostname)
  await once(socket, 'connect')
  const lines = [
    `GET ${livePath}/?EIO=4&transport=websocket HTTP/1.1`,
    `Host: ${host}`,
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}`,
    `Cookie: ${cookie}`,
  ]
  socket.write(`${lines.join('\r\n')}\r\n\r\n`)
  await heard(socket, '"sid"')
  socket.write(frameOf('40'))
  await heard(socket, '40{')
  socket.write(frameOf(`421${JSON.stringify(['watch', { protocol, rooms, since }])}`))
  await heard(socket, '431[')
  return socket
}

/** Waits for words of the server; what comes with them is of no interest yet. */
async function heard(socket: Socket, words: string): Promise<void> {
  let said = ''
  while (!said.includes(words)) {
    const piece: unknown = socket.read()
    if (Buffer.isBuffer(piece)) said += piece.toString('latin1')
    else if (socket.readableEnded || socket.destroyed) throw new Error(`the server hung up: ${said}`)
    else await Promise.race([once(socket, 'readable'), once(socket, 'close')])
  }
}
