import { randomFrom } from '@shuniu/server/tools/county/random.ts'
import { pick } from '@shuniu/server/tools/demo/people.ts'
import { listDivisions } from '@shuniu/shared/grids'
import { sendPositions, startPatrol } from '@shuniu/shared/patrol'
import { v7 } from 'uuid'
import type { Operator } from './operator.ts'
import type { DrillOptions } from './options.ts'
import { reportBy, sendReport } from './reporting.ts'
import type { Staff } from './staff.ts'
import { crewOf, lookAt, reportAbove, takeStep } from './working.ts'

const walkersAtOnce = 40
const stepEveryMs = 10_000
/** About 60 m of latitude: how far a member walks between two readings. */
const strideDeg = 0.0005

type Wait = (ms: number) => Promise<void>

/** A member on patrol: starts it, also when another hand has ended it, and walks about the middle of the own grid. */
async function walk(member: Operator, { random, wait }: { random: () => number; wait: Wait }): Promise<void> {
  await member.callUntilHeard(startPatrol, { body: { id: v7() } })
  const village = member.session.scope.slice(0, 12)
  const listed = await member.callUntilHeard(listDivisions, { query: { parent: village } })
  const home = listed.ok
    ? listed.value.items.find(one => one.code === member.session.scope)?.centre
    : undefined
  if (!home) return
  let [lon, lat] = home
  for (;;) {
    lon += (home[0] - lon) * 0.1 + (random() - 0.5) * strideDeg
    lat += (home[1] - lat) * 0.1 + (random() - 0.5) * strideDeg
    const reading = { at: new Date().toISOString(), lon, lat, accuracyM: 8 }
    const heard = await member.callUntilHeard(sendPositions, { body: { items: [reading] } })
    if (heard.ok && !heard.value.onPatrol) await member.callUntilHeard(startPatrol, { body: { id: v7() } })
    await wait(stepEveryMs * (0.8 + 0.4 * random()))
  }
}

/** One case at the pace of people: minutes between steps, a good part of them left for others to see. */
async function live(staff: Staff, member: Operator, at: { random: () => number; wait: Wait }): Promise<void> {
  const sent = await sendReport(member, reportBy(member, at.random))
  if (!sent.ok) return
  const crew = await crewOf(staff, member.session.scope.slice(0, 9))
  for (;;) {
    await at.wait(20_000 + at.random() * 160_000)
    const looked = await lookAt(crew.duty, sent.value.caseId)
    if (looked.ok) await reportAbove(crew, looked.value.case)
    if (!looked.ok || !(await takeStep(crew, looked.value.case))?.ok) return
  }
}

/** Keeps a demo moving until it is stopped: members walk, report now and then, and crews see the cases through. */
export async function playCalm(
  staff: Staff,
  options: DrillOptions,
  progress: (line: string) => void,
): Promise<void> {
  const random = randomFrom(options.seed)
  const wait: Wait = ms => new Promise(resolve => setTimeout(resolve, ms))
  const accounts = staff.named('gridMember')
  const until = options.seconds > 0 ? performance.now() + options.seconds * 1_000 : Infinity
  /** An edge: what goes wrong for one member is told, and the others go on. */
  const somebody = (works: (member: Operator) => Promise<void>) => {
    const failed = (cause: unknown) => progress(`a shift broke off: ${String(cause)}`)
    void staff.get(pick(random, accounts)).then(works).catch(failed)
  }
  for (let n = 0; n < walkersAtOnce; n += 1) somebody(member => walk(member, { random, wait }))
  progress(`${walkersAtOnce} members are on patrol; ${options.rate} reports a second`)
  while (performance.now() < until) {
    somebody(member => live(staff, member, { random, wait }))
    await wait((1_000 / options.rate) * (0.5 + random()))
  }
}
