import type { FactFrame } from '@shuniu/shared/live'
import { until } from '../../builders/watcher.ts'
import { startProgram, type Child } from '../child.ts'
import { cpuS } from '../clock.ts'
import type { BenchGround } from '../ground.ts'
import { headOf, reportOnce, writeFacts } from '../load/facts.ts'
import { openLight } from '../load/light.ts'
import type { BareLive } from '../programs/bareLive.ts'
import type { Consoles, ConsoleRecord, ConsoleSeat } from '../programs/consoles.ts'
import type { RowOutcome, BenchRow } from '../row.ts'

const sizes = {
  small: { consoles: 100, facts: 400 },
  usual: { consoles: 500, facts: 2_000 },
  full: { consoles: 500, facts: 10_000 },
} as const

interface Spread {
  /** Facts delivered a second, from the first frame anywhere to the last. */
  readonly aSecond: number
  /** Of the sending process, for a thousand facts delivered. */
  readonly cpuMs: number
  readonly frames: number
  /** Consoles that were not sent the very same as the first. */
  readonly unlike: number
}

function spreadOf(heard: readonly ConsoleRecord[], facts: number, cpu: number): Spread {
  const [first] = heard
  const [begun, ended] = [heard.map(one => one.firstAtMs), heard.map(one => one.lastAtMs)]
  const delivered = facts * heard.length
  return {
    aSecond: (delivered * 1_000) / (Math.max(...ended) - Math.min(...begun)),
    cpuMs: (cpu * 1e6) / delivered,
    frames: first?.frames ?? 0,
    unlike: heard.filter(one => one.bytes !== first?.bytes || one.frames !== first.frames).length,
  }
}

/** Before anybody listens: code that runs for the first time is slow everywhere. */
const warmUp = { n: 400, atOnce: 8, together: 1 } as const

const countyDesk = (ground: BenchGround) => ground.people.find(({ role }) => role === 'countyDuty')

interface FanOut {
  readonly consoles: Child<Consoles>
  readonly pid: number
  readonly facts: number
  readonly send: () => Promise<unknown>
  readonly isDone: () => Promise<boolean>
}

async function spread({ consoles, pid, facts, send, isDone }: FanOut): Promise<Spread> {
  const before = cpuS(pid)
  await send()
  await until('all consoles heard all', isDone, 60_000)
  const cpu = cpuS(pid) - before
  return spreadOf(await consoles.ask('heard', null), facts, cpu)
}

async function ours(
  ground: BenchGround,
  seats: readonly ConsoleSeat[],
  frames: FactFrame[],
): Promise<Spread> {
  const { pool } = ground.database
  const { facts } = sizes[ground.size]
  const consoles = startProgram<Consoles>('consoles')
  await writeFacts(pool, warmUp)
  await consoles.ask('open', { port: ground.port, seats, keeps: 'sizes' })
  const { seq } = await headOf(pool)
  const recorder = await openLight({
    port: ground.port,
    cookie: seats[0]?.cookie ?? '',
    rooms: ['county'],
    heard(event, json) {
      if (event !== 'facts') return
      const frame: FactFrame = JSON.parse(json.toString())
      frames.push(frame)
    },
  })
  const result = await spread({
    consoles,
    pid: ground.site.pid,
    facts,
    send: () => writeFacts(pool, { n: facts, atOnce: 8, together: 10 }),
    isDone: async () => (await consoles.ask('through', null)) >= seq + facts,
  })
  recorder.close()
  await consoles.stop()
  return result
}

/** The very frames that the product sent, from memory. */
async function bare(
  ground: BenchGround,
  seats: readonly ConsoleSeat[],
  frames: readonly FactFrame[],
): Promise<Spread> {
  const server = startProgram<BareLive>('bareLive')
  const port = await server.ask('listen', { databaseUrl: ground.database.url })
  const consoles = startProgram<Consoles>('consoles')
  await consoles.ask('open', { port, seats, keeps: 'sizes' })
  const through = frames.at(-1)?.through ?? 0
  const result = await spread({
    consoles,
    pid: server.pid,
    facts: sizes[ground.size].facts,
    send: () => server.ask('emit', { room: 'county', frames }),
    isDone: async () => (await consoles.ask('through', null)) >= through,
  })
  await consoles.stop()
  await server.ask('close', null)
  await server.stop()
  return result
}

const isFull = (frame: FactFrame): boolean => frame.facts.length > 0

async function run(ground: BenchGround): Promise<RowOutcome> {
  const { consoles, facts } = sizes[ground.size]
  const desk = countyDesk(ground)
  const seats = Array.from({ length: consoles }, () => ({ cookie: desk?.cookie ?? '', rooms: ['county'] }))
  await reportOnce(ground)
  const frames: FactFrame[] = []
  const product = await ours(ground, seats, frames)
  const full = frames.filter(isFull)
  const socketIo = await bare(ground, seats, full)
  const heardFacts = full.reduce((sum, frame) => sum + frame.facts.length, 0)
  return {
    size: `${facts} facts in ${full.length} frames to ${consoles} consoles`,
    lines: [
      {
        what: 'facts delivered',
        unit: '/s',
        ours: product.aSecond,
        bare: socketIo.aSecond,
        budget: { kind: 'ratioAtLeast', least: 0.9 },
      },
      {
        what: 'sender’s CPU for 1,000 delivered',
        unit: 'ms',
        ours: product.cpuMs,
        bare: socketIo.cpuMs,
        budget: { kind: 'none' },
      },
    ],
    faults: { lost: Math.abs(facts - heardFacts), unlike: product.unlike + socketIo.unlike },
    context: { framesOurs: product.frames, framesBare: socketIo.frames },
  }
}

/** Facts to every console of the county's centre. */
export const fanOut: BenchRow = { name: 'fanOut', run }
