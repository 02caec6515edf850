import { rooms } from '@shuniu/shared/identity'
import { expect } from 'vitest'
import type { RunningApp } from '../builders/app.ts'
import { gridCode } from '../builders/county.ts'
import { aReportIn, reported } from '../builders/report.ts'
import { aWatcher, until, type Watcher } from '../builders/watcher.ts'

/** A console that is told nothing for so long comes back anew; half of the facts come much sooner. In milliseconds. */
const heardWithinMs = { all: 8_000, half: 2_000 }

/** How long each of some facts took to a console. */
export interface HearingTimes {
  readonly times: readonly number[]
}

/** Who reports, giving the id of the case, and a console that is to hear of it. */
interface HearingLine {
  readonly watcher: Watcher
  readonly report: () => Promise<string>
}

const bodyId = (body: unknown): unknown =>
  typeof body === 'object' && body !== null && 'id' in body ? body.id : undefined

/** When the console heard of the case, by the clock of `performance.now()`. */
async function heardAtMs({ facts, cameAtMs }: Watcher, caseId: string): Promise<number> {
  const nth = () => facts.findIndex(({ body }) => bodyId(body) === caseId)
  await until('the console hears of the case', () => nth() >= 0, heardWithinMs.all)
  return cameAtMs[nth()] ?? NaN
}

/** Reports one after another, each from its post to the console that hears of it; fails when one takes too long. */
export async function hear({ watcher, report }: HearingLine, reports: number): Promise<HearingTimes> {
  const times: number[] = []
  for (let n = 0; n < reports; n += 1) {
    const beganMs = performance.now()
    times.push((await heardAtMs(watcher, await report())) - beganMs)
  }
  return { times }
}

/** In words; fails when the facts took longer than a console waits. */
export function heardWords({ times }: HearingTimes): string {
  const sorted = [...times].sort((a, b) => a - b)
  const [p50 = NaN, longest = NaN] = [sorted[Math.floor(sorted.length / 2)], sorted.at(-1)]
  expect(p50).toBeLessThan(heardWithinMs.half)
  expect(longest).toBeLessThan(heardWithinMs.all)
  return `${times.length} facts to the console: p50 ${Math.round(p50)} ms, longest ${Math.round(longest)} ms`
}

export const countyConsole = async ({ url, signIn }: RunningApp): Promise<Watcher> =>
  aWatcher({ url, cookie: (await signIn('county.duty')).cookie, rooms: [rooms.county] })

/** A member of the test county who reports from their grid, and the county's console. */
export async function lineOf(running: RunningApp): Promise<HearingLine> {
  const member = await running.signIn('t1v1g1')
  const occurredAt = new Date().toISOString()
  return {
    watcher: await countyConsole(running),
    report: async () => (await reported(member, aReportIn(gridCode(1, 1, 1), { occurredAt }))).caseId,
  }
}
