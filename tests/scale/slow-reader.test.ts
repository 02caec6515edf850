import { setTimeout as wait } from 'node:timers/promises'
import type { Cursor } from '@shuniu/shared/live'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { measurable, memoryOf } from '../builders/memory.ts'
import { ServerProcess } from '../builders/server.ts'
import { say, sized } from '../builders/size.ts'
import { SlowReader } from '../builders/slowReader.ts'
import { DrillConsole } from '../drills/consoles.ts'
import { readOptions } from '../drills/options.ts'
import { Staff } from '../drills/staff.ts'
import { playStorm } from '../drills/storm.ts'

const seconds = sized(60, 15)
const rate = sized(20, 10)
const consoles = sized(50, 20)
const bytesPerSecond = 1_024
const sampleEveryMs = 2_000

let server: ServerProcess
let staff: Staff
beforeAll(async () => {
  server = await ServerProcess.start({ nodeArgs: measurable })
  staff = await Staff.read(server.url, server.dataDir)
})
afterAll(() => server.stop())

/** One storm, and the most memory the server held meanwhile. */
async function storm() {
  const asked = readOptions(['--mode', 'storm', '--rate', `${rate}`, '--consoles', `${consoles}`])
  const options = { ...asked, url: server.url, accountsDir: server.dataDir, seconds }
  let isOver = false
  let mostMb = 0
  const sample = async () => {
    while (!isOver) {
      mostMb = Math.max(mostMb, (await memoryOf(server)).heldMb)
      await wait(sampleEveryMs)
    }
  }
  const sampling = sample()
  const { verdict, latency, reports } = await playStorm(staff, options, { progress: () => undefined })
  isOver = true
  await sampling
  return { verdict, latency, reports, mostMb }
}

/** Reads the county's stream at a crawl, comes back by its first cursor whenever it is cut, until it is told to stop. */
async function crawl(since: Cursor, isOver: () => boolean) {
  const { cookie } = await staff.get(staff.named('countyDispatcher')[0] ?? '')
  const told = { cuts: 0, bytesRead: 0 }
  while (!isOver()) {
    const reader = await SlowReader.open(
      { url: server.url, cookie, rooms: ['county'], since },
      bytesPerSecond,
    )
    while (reader.isOpen && !isOver()) await wait(200)
    if (!isOver()) told.cuts += 1
    told.bytesRead += reader.bytesRead
    reader.close()
  }
  return told
}

/** Where the stream is now. */
async function headNow(): Promise<Cursor> {
  const console = new DrillConsole('head', await staff.get(staff.named('countyDuty')[0] ?? ''))
  await console.open()
  const cursor = console.cursor
  console.close()
  if (!cursor) throw new Error('a console was not told where the stream is')
  return cursor
}

describe(`one reader at 1 KB/s through ${seconds} s of storm, ${rate} reports/s, ${consoles} consoles`, () => {
  it('costs the server at most 20 MB, and the others nothing', async () => {
    await storm() // Warms the caches, so that both measured storms find the same server.
    const without = await storm()
    const since = await headNow()
    let isOver = false
    const crawling = crawl(since, () => isOver)
    const during = await storm()
    isOver = true
    const { cuts, bytesRead } = await crawling

    const words = ({ latency: { p50, p99, max }, mostMb, reports }: typeof during) =>
      `${reports} reports, p50 ${p50} ms, p99 ${p99} ms, longest ${max} ms, at most ${mostMb} MB held`
    say(`  without it: ${words(without)}`)
    say(`  with it:    ${words(during)}; it read ${bytesRead} bytes and was cut ${cuts} times`)
    expect([without.verdict.examples, during.verdict.examples]).toEqual([[], []])
    expect(during.mostMb - without.mostMb).toBeLessThan(20)
    // Unchanged, as far as a machine that does other work can tell.
    expect(during.latency.p99).toBeLessThan(3 * without.latency.p99 + 500)
    expect(bytesRead).toBeLessThan(3 * seconds * bytesPerSecond + 100_000)
  })
})
