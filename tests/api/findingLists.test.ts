import type { BodyOf } from '@shuniu/shared/kernel'
import { seeStaffing, writeFindingList } from '@shuniu/shared/staffing'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startApp, type RunningApp } from '../builders/app.ts'
import { testClock } from '../builders/clock.ts'
import { peopleOf, type People } from '../builders/people.ts'
import { takenTable } from '../builders/takenTable.ts'

let running: RunningApp
let as: People
beforeAll(async () => {
  running = await startApp({ clock: testClock() })
  as = peopleOf(running)
})
afterAll(() => running.drop())

/** All that the county finds today, named by centre and rule. */
async function everything() {
  const { body } = await (await as('county.director')).call(seeStaffing, { query: {} })
  const rulesOf = new Map<string, string[]>()
  for (const { unitId, rule } of body.findings) {
    const rules = rulesOf.get(unitId) ?? []
    if (!rules.includes(rule)) rules.push(rule)
    rulesOf.set(unitId, rules)
  }
  return { ...body, named: [...rulesOf].map(([unitId, rules]) => ({ unitId, rules })) }
}

it('takes what is named of the findings away as a table, what must be first, with who took it', async () => {
  const { findings, centres, named, day } = await everything()
  const rows = await takenTable(await as('county.director'), writeFindingList, { day, centres: named })
  const [head, ...listed] = rows
  const foot = listed.pop()

  expect(head).toEqual(['单位', '所属乡镇', '要求', '程度', '依据', '岗位', '情况', '相关人员'])
  expect(listed).toHaveLength(findings.length)
  expect(listed.length).toBeGreaterThan(10)
  const severities = listed.map(row => row[3])
  expect(severities).toEqual([...severities].sort((a, b) => (a === b ? 0 : a === '必须' ? -1 : 1)))
  expect(foot?.[0]).toMatch(
    new RegExp(`^${day} 的情况；导出：测试 county\\.director .* ${findings.length} 条$`),
  )

  const [first] = named
  const some = await takenTable(await as('county.director'), writeFindingList, {
    centres: [{ unitId: first?.unitId, rules: first?.rules.slice(0, 1) }],
  })
  const name = centres.find(({ unitId }) => unitId === first?.unitId)?.name
  expect(some.slice(1, -1).map(row => row[0])).toEqual([name])
})

it('tells a township nothing of another, whatever it names', async () => {
  const { named, findings } = await everything()
  const director = await as('t1.director')
  const { body: own } = await director.call(seeStaffing, { query: {} })
  const rows = await takenTable(director, writeFindingList, { centres: named })

  expect(own.findings.length).toBeLessThan(findings.length)
  expect(rows.slice(1, -1)).toHaveLength(own.findings.length)
  const names = new Set(own.centres.map(({ name }) => name))
  expect(rows.slice(1, -1).filter(([name = '']) => !names.has(name))).toEqual([])
})

it('is refused for a day that is none, without names, and to whoever may not know the people', async () => {
  const { named } = await everything()
  const refused = async (account: string, body: BodyOf<typeof writeFindingList>) => {
    const { status, code } = await (await as(account)).call(writeFindingList, { body })
    return [status, code]
  }

  expect(await refused('county.director', { day: '2026-02-30', centres: named })).toEqual([
    400,
    'appointment.notADay',
  ])
  expect(await refused('county.director', { centres: [] })).toEqual([400, 'request.malformed'])
  expect(await refused('t1v1g1', { centres: named })).toEqual([403, 'permission.missing'])
})
