/** The bare baseline of positions: a JSON parser behind an HTTP server, and one batched insert a second. */
import { createServer } from 'node:http'
import pg from 'pg'
import { serve } from '../program.ts'

interface BarePosition {
  readonly at: string
  readonly lon: number
  readonly lat: number
  readonly accuracyM: number
}

const member = '00000000-0000-7000-8000-000000000000'
let waiting: BarePosition[] = []
let pool: pg.Pool | undefined
let timer: NodeJS.Timeout | undefined

async function flush(): Promise<void> {
  if (waiting.length === 0) return
  const readings = waiting
  waiting = []
  await pool?.query({
    name: 'bare tracks',
    text: `insert into bench_tracks (member_id, at, lon, lat, accuracy_m)
           select $1::uuid, * from unnest($2::timestamptz[], $3::float8[], $4::float8[], $5::float4[])`,
    values: [
      member,
      readings.map(({ at }) => at),
      readings.map(({ lon }) => lon),
      readings.map(({ lat }) => lat),
      readings.map(({ accuracyM }) => accuracyM),
    ],
  })
}

const http = createServer((request, answer) => {
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => {
    const { items }: { items: BarePosition[] } = JSON.parse(Buffer.concat(chunks).toString())
    waiting.push(...items)
    answer.writeHead(202, { 'content-length': 2 }).end('{}')
  })
})

const program = {
  async listen({ databaseUrl }: { databaseUrl: string }): Promise<number> {
    pool = new pg.Pool({ connectionString: databaseUrl, max: 2 })
    await pool.query(
      'drop table if exists bench_tracks; create table bench_tracks (like tracks including all)',
    )
    timer = setInterval(() => void flush(), 1_000)
    await new Promise<void>(resolve => http.listen(0, '127.0.0.1', resolve))
    const address = http.address()
    return typeof address === 'object' && address ? address.port : 0
  },
  async close(_: null): Promise<void> {
    clearInterval(timer)
    await flush()
    await pool?.query('drop table bench_tracks')
    await pool?.end()
    http.close()
    http.closeAllConnections()
  },
}

export type BarePositions = typeof program
serve(program)
