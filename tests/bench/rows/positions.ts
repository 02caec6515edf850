import { until } from '../../builders/watcher.ts'
import { startProgram } from '../child.ts'
import { cpuS } from '../clock.ts'
import type { BenchGround } from '../ground.ts'
import { seatConsoles } from '../load/seating.ts'
import { sendOut } from '../load/walking.ts'
import type { BarePositions } from '../programs/barePositions.ts'
import type { Consoles, ConsoleRecord } from '../programs/consoles.ts'
import type { WalkResult, Walker, Walkers } from '../programs/walkers.ts'
import type { RowOutcome, BenchRow } from '../row.ts'

const sizes = {
  small: { members: 350, consoles: 60, seconds: 6 },
  usual: { members: 3_500, consoles: 300, seconds: 15 },
  full: { members: 3_500, consoles: 300, seconds: 60 },
} as const
/** Readings in one post: a phone sends what it read in five seconds. */
const together = 5

async function stored(ground: BenchGround): Promise<number> {
  const { rows } = await ground.database.pool.query<{ n: string }>('select count(*) as n from tracks')
  return Number(rows[0]?.n)
}

/** Frames of positions a second at the console that got most. */
const framesAS = (heard: readonly ConsoleRecord[]): number =>
  Math.max(
    0,
    ...heard.map(({ positionsAtMs: at }) => {
      const spanS = ((at.at(-1) ?? 0) - (at[0] ?? 0)) / 1_000
      return spanS > 0 ? Math.round(((at.length - 1) / spanS) * 100) / 100 : 0
    }),
  )

interface MeasuredWalk {
  readonly walked: WalkResult
  readonly cpuMs: number
}

async function measured(
  pid: number,
  port: number,
  walk: { ground: BenchGround; walkers: readonly Walker[] },
): Promise<MeasuredWalk> {
  const walkers = startProgram<Walkers>('walkers')
  const options = { port, walkers: walk.walkers, together }
  await walkers.ask('walk', { ...options, seconds: 2 })
  const before = cpuS(pid)
  const walked = await walkers.ask('walk', { ...options, seconds: sizes[walk.ground.size].seconds })
  const cpuMs = ((cpuS(pid) - before) * 1e6) / walked.readings
  await walkers.stop()
  return { walked, cpuMs }
}

async function bare(ground: BenchGround, walkers: readonly Walker[]): Promise<MeasuredWalk> {
  const server = startProgram<BarePositions>('barePositions')
  const port = await server.ask('listen', { databaseUrl: ground.database.url })
  const result = await measured(server.pid, port, { ground, walkers })
  await server.ask('close', null)
  await server.stop()
  return result
}

async function run(ground: BenchGround): Promise<RowOutcome> {
  const { members, consoles, seconds } = sizes[ground.size]
  const walkers = await sendOut(ground, members)
  const seats = seatConsoles(ground.people, consoles).map(({ cookie, rooms }) => ({ cookie, rooms }))
  const watching = startProgram<Consoles>('consoles')
  await watching.ask('open', { port: ground.port, seats, keeps: 'sizes' })
  const before = await stored(ground)
  const product = await measured(ground.site.pid, ground.port, { ground, walkers })
  const posted = product.walked.readings + 2 * walkers.length
  await until('all readings are stored', async () => (await stored(ground)) >= before + posted, 10_000).catch(
    () => undefined,
  )
  const lost = before + posted - (await stored(ground))
  const heard = await watching.ask('heard', null)
  await watching.stop()
  const baseline = await bare(ground, walkers)
  return {
    size: `${members} readings/s from ${members} members, ${together} a post, for ${seconds} s; ${consoles} consoles`,
    lines: [
      {
        what: 'positions: frames a console and second, at most',
        unit: '/s',
        ours: framesAS(heard),
        bare: undefined,
        budget: { kind: 'oursAtMost', most: 1 },
      },
      {
        what: 'positions: server’s CPU for 1,000 readings',
        unit: 'ms',
        ours: product.cpuMs,
        bare: baseline.cpuMs,
        budget: { kind: 'ratioAtMost', most: 3 },
      },
    ],
    faults: { lost, refused: product.walked.refused },
    context: {
      readings: product.walked.readings,
      watchingConsoles: heard.filter(one => one.positionsAtMs.length > 0).length,
    },
  }
}

/** Readings of all members on patrol, and the frames that consoles are sent of them. */
export const positions: BenchRow = { name: 'positions', run }
