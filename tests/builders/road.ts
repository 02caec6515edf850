import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { requestReader } from './requests.ts'

/** What a link takes at a time, in bytes, so that two connections on a slow one share it. */
const pieceB = 1_460

/** A cut that is to come: at the first request that begins so, after so many bytes of its body or of its answer. */
export interface Cut {
  /** Method and the beginning of the path: `PATCH /api/uploads`. */
  readonly of: string
  readonly way: 'body' | 'answer'
  readonly afterB: number
  /** For so long nothing else gets through either, as where the network is gone, in milliseconds. */
  readonly downMs?: number
}

interface Pending extends Cut {
  readonly made: () => void
}

/** The way between a phone and the server: a TCP proxy that can be slow, break at a byte, and be counted on. */
export interface Road {
  readonly url: string
  /** Bits a second each way, over all connections; undefined for as fast as it goes. */
  limitTo(bitsPerS: number | undefined): void
  /** Breaks the connection at a byte, once; resolves when it has. */
  cut(cut: Cut): Promise<void>
  /** Bytes of bodies that were sent in requests that begin so. */
  bodyB(of: string): number
  close(): Promise<void>
}

/** One direction of the link: pieces go one after the other, at its pace. */
function lane(bitsPerS: () => number | undefined) {
  let freeAtMs = 0
  return async (bytes: number): Promise<void> => {
    const rate = bitsPerS()
    if (rate === undefined) return
    freeAtMs = Math.max(freeAtMs, performance.now()) + (bytes * 8_000) / rate
    await wait(freeAtMs - performance.now())
  }
}

const chunksOf = (socket: Socket): AsyncIterable<Buffer> => socket

function* piecesOf(chunk: Buffer): Generator<Buffer> {
  for (let at = 0; at < chunk.length; at += pieceB) yield chunk.subarray(at, at + pieceB)
}

async function give(to: Socket, piece: Buffer): Promise<void> {
  if (to.destroyed || to.write(piece)) return
  await Promise.race([once(to, 'drain'), once(to, 'close')])
}

/** Opens a road to a server on this machine. */
export async function openRoad(to: string): Promise<Road> {
  const { hostname, port } = new URL(to)
  const sent = new Map<string, number>()
  const sockets = new Set<Socket>()
  const connections = new Set<() => void>()
  const cuts: Pending[] = []
  let rate: number | undefined
  let isDown = false
  const [up, down] = [lane(() => rate), lane(() => rate)]

  const takeCut = (request: string): Pending | undefined => {
    const at = cuts.findIndex(({ of }) => request.startsWith(of))
    return at < 0 ? undefined : cuts.splice(at, 1)[0]
  }
  function bringDown({ made, downMs = 0 }: Pending): void {
    if (downMs > 0) {
      isDown = true
      for (const breakOff of connections) breakOff()
      setTimeout(() => (isDown = false), downMs)
    }
    made()
  }
  function carry(phone: Socket): void {
    const server = connect(Number(port), hostname)
    // What was given to the server by then has arrived there.
    const end = () => {
      phone.destroy()
      server.end()
    }
    for (const one of [phone, server]) {
      sockets.add(one)
      one.setNoDelay(true)
      one.on('error', end).on('close', () => void sockets.delete(one))
    }
    connections.add(end)
    phone.on('close', () => void connections.delete(end))
    if (isDown) return end()
    let cut: Pending | undefined
    let leftB = 0
    let isBroken = false
    const isOver = (way: Cut['way'], bytes: number): boolean => cut?.way === way && (leftB -= bytes) < 0
    const breakOff = () => {
      isBroken = true
      end()
      if (cut) bringDown(cut)
    }
    const reader = requestReader({
      began(request) {
        cut ??= takeCut(request)
        leftB = cut?.afterB ?? 0
      },
      body(request, bytes) {
        sent.set(request, (sent.get(request) ?? 0) + bytes)
        if (!isBroken && isOver('body', bytes)) breakOff()
      },
    })
    const goUp = async () => {
      for await (const chunk of chunksOf(phone))
        for (const piece of piecesOf(chunk)) {
          await up(piece.length)
          await give(server, piece)
          reader(piece)
          if (isBroken) return
        }
      server.end()
    }
    const goDown = async () => {
      for await (const chunk of chunksOf(server))
        for (const piece of piecesOf(chunk)) {
          await down(piece.length)
          const roomB = cut?.way === 'answer' ? leftB : piece.length
          await give(phone, piece.subarray(0, Math.max(0, roomB)))
          if (isOver('answer', piece.length)) return breakOff()
        }
      phone.end()
    }
    // A connection that breaks in the middle ends both halves; there is nothing more to tell of it.
    goUp().catch(end)
    goDown().catch(end)
  }

  const entry = createServer(carry).listen(0, '127.0.0.1')
  await once(entry, 'listening')
  const address = entry.address()
  if (address === null || typeof address === 'string') throw new Error('no port was given')
  return {
    url: `http://127.0.0.1:${address.port}`,
    limitTo: bitsPerS => void (rate = bitsPerS),
    cut: asked => new Promise(made => void cuts.push({ ...asked, made })),
    bodyB: of => [...sent].filter(([key]) => key.startsWith(of)).reduce((sum, [, bytes]) => sum + bytes, 0),
    async close() {
      entry.close()
      for (const one of sockets) one.destroy()
      await once(entry, 'close')
    },
  }
}
