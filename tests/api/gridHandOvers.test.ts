import { seeCase } from '@shuniu/shared/cases'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApp, type RunningApp } from '../builders/app.ts'
import type { Browser } from '../builders/browser.ts'
import { testClock } from '../builders/clock.ts'
import { gridCode, insideGrid } from '../builders/county.ts'
import { aGridMember, handedTo } from '../builders/gridMembers.ts'
import { peopleOf, type People } from '../builders/people.ts'
import { aReport, reported } from '../builders/report.ts'
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

describe('cases of a grid that is handed over', () => {
  const told = async (caseId: string) => {
    const { body } = await director.call(seeCase, { params: { id: caseId } })
    const entries = body.timeline.filter(({ move }) => move === 'handOver')
    return { entry: entries[0], times: entries.length }
  }

  it('say so while they are open, with both names, once; what is reported after is the new member’s from the start', async () => {
    const [zhao, qian] = [await aGridMember(director, '赵一'), await aGridMember(director, '钱二')]
    const code = gridCode(1, 2, 2)
    await handedTo(director, code, { id: zhao.id, from: '2026-03-01' })
    const [lon, lat] = insideGrid(1, 2, 2)
    const at = (text: string) => aReport({ position: { lon, lat }, text, occurredAt: clock.now() })
    const before = await reported(await as('t1v2g2'), at('移交前上报的纠纷'))
    clock.moveOnS(60)

    await handedTo(director, code, { id: qian.id, from: '2026-11-24' })
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
    const [sun, li] = [await aGridMember(director, '孙三'), await aGridMember(director, '李四')]
    const code = gridCode(1, 4, 1)
    await handedTo(director, code, { id: sun.id, from: '2026-03-01' })
    const [lon, lat] = insideGrid(1, 4, 1)
    const report = aReport({ position: { lon, lat }, occurredAt: clock.now() })
    const { caseId } = await reported(await as('t1v4g1'), report)
    await handedTo(director, code, { id: li.id, from: '2026-11-26' })
    await new Promise(resolve => setTimeout(resolve, 1_500))
    expect((await told(caseId)).times).toBe(0)

    clock.moveOnS(2 * 86_400)
    // Whoever comes back after two days signs in anew.
    director = await running.signIn('t1.director')

    await until('the case says so', async () => (await told(caseId)).times === 1)
    expect((await told(caseId)).entry?.filled).toMatchObject({ from: '孙三', to: '李四' })
  })

  it('say nothing where they came into the grid since: the former member never had them', async () => {
    const [zhou, wu] = [await aGridMember(director, '周五'), await aGridMember(director, '吴六')]
    const [left, heir] = [gridCode(1, 1, 1), gridCode(1, 1, 2)]
    await handedTo(director, heir, { id: zhou.id, from: '2026-03-01' })
    const [lon, lat] = insideGrid(1, 1, 1)
    const report = aReport({ position: { lon, lat }, occurredAt: clock.now() })
    const { caseId } = await reported(await running.signIn('t1v1g1'), report)
    clock.moveOnS(60)
    await handedTo(director, heir, { id: wu.id, from: '2026-11-26' })
    clock.moveOnS(60)
    const { pool } = running.database
    await pool.query('delete from grids where code = $1', [left])
    await pool.query(
      `insert into grid_heirs (code, village_code, name, heir_code, ceased_on) values ($1, $2, '第1网格', $3, '2026-11-25')`,
      [left, left.slice(0, 12), heir],
    )

    const moves = async () => {
      const { body } = await director.call(seeCase, { params: { id: caseId } })
      return body.timeline.map(({ move }) => move)
    }
    await until('it has come into the heir', async () => (await moves()).includes('handToHeir'))
    await new Promise(resolve => setTimeout(resolve, 2_500))
    expect(await moves()).not.toContain('handOver')
  })
})
