import { readdirSync, readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { listCases } from '@shuniu/shared/cases'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startApp, type RunningApp } from '../builders/app.ts'
import { aPng } from '../builders/pictures.ts'
import { say, sized } from '../builders/size.ts'
import { announce, append } from '../builders/uploads.ts'

const signIns = sized(100, 20)
const reads = sized(500, 60)
/** Interlaced, a picture stands in memory whole: the largest that is opened, and one of a hundred million points. */
const sides = sized([4_800, 4_800, 4_800, 4_800, 10_900, 10_900, 10_900, 10_900], [4_800, 4_800, 10_900])

let running: RunningApp
beforeAll(async () => void (running = await startApp()))
afterAll(() => running.drop())

const read = (path: string): string => {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return '' // It has ended.
  }
}
/** The processes that open pictures, the memory that each holds, and the most that it has held, in megabytes. */
function decoders(): { pid: string; heldMb: number; peakMb: number }[] {
  const pids = readdirSync('/proc').filter(name => /^\d+$/.test(name))
  const own = pids.filter(pid => {
    const isChild = new RegExp(`^PPid:\\s+${process.pid}$`, 'm').test(read(`/proc/${pid}/status`))
    return isChild && read(`/proc/${pid}/cmdline`).includes('decoder')
  })
  return own.map(pid => {
    const status = read(`/proc/${pid}/status`)
    const mb = (line: RegExp) => Math.round(Number(line.exec(status)?.[1] ?? 0) / 1_024)
    return { pid, heldMb: mb(/VmRSS:\s+(\d+)/), peakMb: mb(/VmHWM:\s+(\d+)/) }
  })
}

async function timed<T>(work: Promise<T>): Promise<{ ms: number; result: T }> {
  const beganMs = performance.now()
  const result = await work
  return { ms: Math.round(performance.now() - beganMs), result }
}

async function inTurn<T>(n: number, work: () => Promise<T>): Promise<{ ms: number; result: T }[]> {
  const done: { ms: number; result: T }[] = []
  for (let nth = 0; nth < n; nth += 1) done.push(await timed(work()))
  return done
}

const longest = (all: readonly { readonly ms: number }[]): number => Math.max(...all.map(({ ms }) => ms))

it.runIf(process.platform === 'linux')(
  'opens pictures made to harm beside the server, within bounds, while people sign in and read',
  async () => {
    const member = await running.signIn('t1v1g1')
    const duty = await running.signIn('t1.duty')
    const pictures = sides.map(side =>
      aPng({ width: side, height: side, isInterlaced: true, isHollow: side > 5_000 }),
    )
    const beforeMb = process.memoryUsage.rss() / 1_048_576
    const peaks = new Map<string, number>()
    let most = 0
    let wholeMb = 0
    const watching = setInterval(() => {
      const now = decoders()
      most = Math.max(most, now.length)
      for (const { pid, peakMb } of now) peaks.set(pid, peakMb)
      const ownMb = process.memoryUsage.rss() / 1_048_576
      wholeMb = Math.max(wholeMb, Math.round(now.reduce((sum, { heldMb }) => sum + heldMb, ownMb)))
    }, 50)
    const send = async (bytes: Buffer<ArrayBuffer>) => {
      const { path } = await announce(member, bytes.length)
      return append(member, path, { body: bytes })
    }

    const [sent, signed, seen] = await Promise.all([
      Promise.all(pictures.map(bytes => timed(send(bytes)))),
      inTurn(signIns, () => running.signIn('t2.duty')),
      inTurn(reads, () => duty.call(listCases, { query: {} })),
    ])
    clearInterval(watching)

    const peakMb = Math.max(...peaks.values())
    const grownMb = Math.round(process.memoryUsage.rss() / 1_048_576 - beforeMb)
    say(
      `  ${sides.length} pictures: ${longest(sent)} ms; longest of ${signIns} sign-ins ${longest(signed)} ms, of ${reads} reads ` +
        `${longest(seen)} ms; a decoder at most ${peakMb} MB, the server's process ${grownMb} MB more, ` +
        `both together at most ${wholeMb} MB`,
    )
    const codes = sent.map(({ result }) => result.code ?? result.status)
    expect(codes).toEqual(sides.map(side => (side > 5_000 ? 'upload.tooManyPoints' : 204)))
    expect(seen.every(({ result }) => result.status === 200)).toBe(true)
    expect(most).toBeLessThanOrEqual(Math.max(1, availableParallelism() - 1))
    expect(peakMb).toBeLessThan(700)
    expect(grownMb).toBeLessThan(200)
    expect(longest(signed)).toBeLessThan(longest(sent))
  },
  300_000,
)
