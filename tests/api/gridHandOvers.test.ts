import { seeCase } from '@shuniu/shared/cases'
import { changeMemberFile, handGridOver } from '@shuniu/shared/gridMembers'
import type { PersonView } from '@shuniu/shared/staffing'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApp, type RunningApp } from '../builders/app.ts'
import type { Browser } from '../builders/browser.ts'
import { testClock } from '../builders/clock.ts'
import { gridCode, insideGrid } from '../builders/county.ts'
import { peopleOf, type People } from '../builders/people.ts'
import { aReport, reported } from '../builders/report.ts'
import { aPerson } from '../builders/staffing.ts'
import { until } from '../builders/watcher.ts'

const clock = testClock()
let running: RunningApp
let as: People
let director: Browser

beforeAll(async () => {
  running = await startApp({ clock })
  as = peopleOf(running)
  director = await as('t1.director')
})
afterAll(() => running.drop())

/** Somebody who has passed the examination. */
async function aMember(name: string): Promise<PersonView> {
  const person = await aPerson(director, { name })
  const file = {
    engagement: 'fullTime' as const,
    conditions: ['education' as const],
    examPassedOn: '2025-01-10',
    contractFrom: null,
    contractTo: null,
    insurances: ['pension' as const, 'injury' as const],
  }
  await director.call(changeMemberFile, {
    params: { id: person.id },
    body: { id: v7(), seenVersion: 0, ...file, reason: '建档' },
  })
  return person
}
const handed = (code: string, { id: personId }: PersonView, from: string) =>
  director.call(handGridOver, {
    params: { code },
    body: { id: v7(), personId, from, reason: '原网格员调离' },
  })

describe('cases of a grid that is handed over', () => {
  const told = async (caseId: string) => {
    const { body } = await director.call(seeCase, { params: { id: caseId } })
    const entries = body.timeline.filter(({ move }) => move === 'handOver')
    return { entry: entries[0], times: entries.length }
  }

  it('say so while they are open, with both names, once; what is reported after is the new member’s from the start', async () => {
    const [zhao, qian] = [await aMember('赵一'), await aMember('钱二')]
    const code = gridCode(1, 2, 2)
    await handed(code, zhao, '2026-03-01')
    const [lon, lat] = insideGrid(1, 2, 2)
    const at = (text: string) => aReport({ position: { lon, lat }, text, occurredAt: clock.now() })
    const before = await reported(await as('t1v2g2'), at('移交前上报的纠纷'))
    clock.moveOnS(60)

    await handed(code, qian, '2026-11-24')
    clock.moveOnS(60)
    const after = await reported(await as('t1v2g2'), at('移交后上报的纠纷'))

    await until('the case says so', async () => (await told(before.caseId)).times === 1)
    const { entry } = await told(before.caseId)
    expect(entry).toMatchObject({ actorName: '系统', filled: { from: '赵一', to: '钱二' } })
    await new Promise(resolve => setTimeout(resolve, 2_500))
    expect((await told(before.caseId)).times).toBe(1)
    expect((await told(after.caseId)).times).toBe(0)
  })

  it('say so on the day from which it holds, not before', async () => {
    const [sun, li] = [await aMember('孙三'), await aMember('李四')]
    const code = gridCode(1, 4, 1)
    await handed(code, sun, '2026-03-01')
    const [lon, lat] = insideGrid(1, 4, 1)
    const report = aReport({ position: { lon, lat }, occurredAt: clock.now() })
    const { caseId } = await reported(await as('t1v4g1'), report)
    await handed(code, li, '2026-11-26')
    await new Promise(resolve => setTimeout(resolve, 1_500))
    expect((await told(caseId)).times).toBe(0)

    clock.moveOnS(2 * 86_400)
    // Whoever comes back after two days signs in anew.
    director = await running.signIn('t1.director')

    await until('the case says so', async () => (await told(caseId)).times === 1)
    expect((await told(caseId)).entry?.filled).toMatchObject({ from: '孙三', to: '李四' })
  })
})
