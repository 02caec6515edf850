/** The bare baseline of the live stream: Socket.IO and one durable insert, nothing else. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { livePath, type Fact, type FactFrame } from '@shuniu/shared/live'
import pg from 'pg'
import { Server } from 'socket.io'
import { serve } from '../program.ts'

/** What is posted to the bare server: a fact as the product sends it, and who hears it. */
export interface BarePost {
  readonly rooms: readonly string[]
  readonly fact: Fact
}

const http = createServer()
const io = new Server(http, {
  path: livePath,
  transports: ['websocket'],
  serveClient: false,
  perMessageDeflate: false,
  httpCompression: false,
})
let pool: pg.Pool | undefined
let seq = 0

io.on('connection', socket => {
  socket.on('watch', (asked: { rooms: string[] }, ack: (answer: object) => void) => {
    void socket.join(asked.rooms)
    ack({ stream: 'bare', head: seq, joined: asked.rooms, denied: [], resnapshot: false })
  })
})

const bodyOf = (request: IncomingMessage): Promise<string> =>
  new Promise(resolve => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => resolve(Buffer.concat(chunks).toString()))
  })

async function take(request: IncomingMessage, answer: ServerResponse): Promise<void> {
  const { rooms, fact }: BarePost = JSON.parse(await bodyOf(request))
  await pool?.query({ name: 'bare', text: 'insert into bench_facts (body) values ($1)', values: [fact.body] })
  seq += 1
  io.to([...rooms]).emit('facts', { through: seq, facts: [{ ...fact, seq }] })
  answer.writeHead(201, { 'content-type': 'application/json' }).end(`{"seq":${seq}}`)
}

http.on('request', (request, answer) => {
  if (request.method !== 'POST') return
  take(request, answer).catch(() => answer.writeHead(500).end())
})

const program = {
  /** Listens on a free loopback port, and gives it. */
  async listen({ databaseUrl }: { databaseUrl: string }): Promise<number> {
    pool = new pg.Pool({ connectionString: databaseUrl, max: 20 })
    await pool.query('create table if not exists bench_facts (id bigserial primary key, body jsonb not null)')
    await new Promise<void>(resolve => http.listen(0, '127.0.0.1', resolve))
    const address = http.address()
    return typeof address === 'object' && address ? address.port : 0
  },
  /** Sends ready frames to a room, one a turn of the loop. */
  async emit({ room, frames }: { room: string; frames: readonly FactFrame[] }): Promise<void> {
    for (const frame of frames) {
      io.to(room).emit('facts', frame)
      await new Promise(resolve => setImmediate(resolve))
    }
  },
  async close(_: null): Promise<void> {
    await pool?.query('drop table if exists bench_facts')
    await pool?.end()
    await io.close()
  },
}

export type BareLive = typeof program
serve(program)
