import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { measurable, memoryOf } from '../builders/memory.ts'
import { ServerProcess } from '../builders/server.ts'
import { say, sized } from '../builders/size.ts'
import { readOptions } from '../drills/options.ts'
import { Staff } from '../drills/staff.ts'
import { playStorm } from '../drills/storm.ts'

const size = sized(
  { storms: 30, seconds: 60, rate: 20, consoles: 50 },
  { storms: 4, seconds: 15, rate: 10, consoles: 20 },
)
/** Storms after which all caches are as full as they get. */
const warmAfter = sized(6, 1)
const mayGrowMb = 25

let server: ServerProcess
beforeAll(async () => void (server = await ServerProcess.start({ nodeArgs: measurable })))
afterAll(() => server.stop())

describe(`${size.storms} storms of ${size.seconds} s, ${size.rate} reports/s, ${size.consoles} consoles`, () => {
  it('lose nothing and leave nothing behind in memory', async () => {
    const staff = await Staff.read(server.url, server.dataDir)
    const { storms, rate, consoles, seconds } = size
    const asked = readOptions(['--mode', 'storm', '--rate', `${rate}`, '--consoles', `${consoles}`])
    const heldMb: number[] = []

    for (let n = 1; n <= storms; n += 1) {
      const options = { ...asked, url: server.url, accountsDir: server.dataDir, seconds, seed: n }
      const { verdict, latency, reports, moves } = await playStorm(staff, options, {
        progress: () => undefined,
      })
      const memory = await memoryOf(server)
      heldMb.push(memory.heldMb)
      say(
        `  storm ${n}: ${reports} reports, ${moves} moves, p99 ${latency.p99} ms; ` +
          `${memory.heldMb} MB held, ${memory.rssMb} MB resident`,
      )
      expect(verdict.examples).toEqual([])
    }

    const warm = heldMb.slice(warmAfter)
    expect((warm.at(-1) ?? 0) - (warm[0] ?? 0)).toBeLessThan(mayGrowMb)
  })
})
