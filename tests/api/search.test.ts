import { listCases } from '@shuniu/shared/cases'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApp, type RunningApp } from '../builders/app.ts'
import type { Browser } from '../builders/browser.ts'
import { gridCode } from '../builders/county.ts'
import { peopleOf, type People } from '../builders/people.ts'
import { aReport, aReportIn, reported } from '../builders/report.ts'

let running: RunningApp
let as: People
let duty: Browser

/** Cases by the name of what was reported. */
const texts = {
  quarrel: '买买提·艾力与邻居为宅基地争吵，来电 138 0013-8000',
  house: '东关新村３—１２号楼下水道堵塞',
  fire: '🔥 柴垛着火，烟很大 98.5%',
  latin: 'ＷｉＦｉ断线 Caf\u{E9}_门口 C:\\temp',
  plain: '路灯不亮',
} as const
const ids = new Map<string, string>()

beforeAll(async () => {
  running = await startApp()
  as = peopleOf(running)
  duty = await as('t1.duty')
  const member = await as('t1v1g1')
  for (const [name, text] of Object.entries(texts)) {
    ids.set((await reported(member, aReport({ text }))).caseId, name)
  }
}, 120_000)
afterAll(() => running.drop())

async function found(q: string, by: Browser = duty): Promise<(string | undefined)[]> {
  const answer = await by.call(listCases, { query: { q } })
  if (answer.code !== undefined) throw new Error(`refused: ${JSON.stringify(answer.body)}`)
  expect(answer.body.total).toBe(answer.body.items.length)
  expect(answer.body).not.toHaveProperty('unsearched')
  return answer.body.items.map(({ id }) => ids.get(id))
}

describe('words are looked for as officers type them', () => {
  it.each([
    ['a name with another middle dot', '买买提•艾力', ['quarrel']],
    ['a name without its dot', '买买提艾力', ['quarrel']],
    ['a telephone number without its dashes', '13800138000', ['quarrel']],
    ['a telephone number with others', '138-0013-8000', ['quarrel']],
    ['full-width digits', '１３８００１３８０００', ['quarrel']],
    ['part of a number', '0013800', ['quarrel']],
    ['two words in order', '邻居 争吵', ['quarrel']],
    ['two words the other way round', '争吵　邻居', ['quarrel']],
    ['two words with a comma between', '争吵，邻居', ['quarrel']],
    ['two words of which one is not there', '邻居 着火', []],
    ['a house by another dash', '3-12号', ['house']],
    ['zero-width characters within a word', '下\u{200B}水\u{FEFF}道', ['house']],
    ['full-width letters by plain ones', 'wifi', ['latin']],
    ['composed letters by decomposed ones', 'CAFE\u{301}', ['latin']],
    ['a single character', '垛', ['fire']],
    ['two letters', 'fi', ['latin']],
    ['an emoji', '🔥', ['fire']],
    ['a word and an emoji', '柴垛 🔥', ['fire']],
    ['a backslash between letters', 'C:\\temp', ['latin']],
    // Digits that no day and no number of a case has.
    ['a percent sign after a number', '98.5%', ['fire']],
    ['an underscore between words', 'café_门口', ['latin']],
    ['a word across the end of a line', '堵塞买买', []],
  ])('%s', async (_, q, names) => {
    expect(await found(q)).toEqual(names)
  })

  it.each(['%', '_', '\\', '%%', '·', '—', '\u{200B}', '，。；', "'", '"', '%_\\%'])(
    '%j alone is no word and finds nothing',
    async q => {
      expect(await found(q)).toEqual([])
    },
  )

  it.each(['', '   ', '　'])('%j looks for nothing and lists all', async q => {
    expect(await found(q)).toHaveLength(5)
  })

  it('eighty characters are looked for, more are refused, also ten thousand', async () => {
    expect(await found('灯'.repeat(80))).toEqual([])
    const refused = async (n: number) => {
      const { status, code } = await duty.call(listCases, { query: { q: '灯'.repeat(n) } })
      return [status, code]
    }
    expect(await refused(81)).toEqual([400, 'request.malformed'])
    expect(await refused(10_000)).toEqual([431, 'request.headersTooLarge'])
  })

  it.each(['%ED%A0%80', '%00', '%F0%9F%94'])(
    'bytes that are no text (%s) are refused or find nothing',
    async bytes => {
      const answer = await duty.get(`/api/cases?q=${bytes}`)

      expect([200, 400]).toContain(answer.status)
      if (answer.status === 200) expect(answer.body).toMatchObject({ items: [], total: 0 })
    },
  )

  it('the number of a case finds it, whole or its end, with or without dashes', async () => {
    const [first] = (await duty.call(listCases, { query: { limit: 1 } })).body.items
    const number = first?.number ?? ''
    const name = ids.get(first?.id ?? '')

    expect(await found(number)).toEqual([name])
    expect(await found(number.replaceAll('-', ''))).toEqual([name])
    expect(await found(number.slice(-13))).toEqual([name])
  })
})

describe('a wall looks for nothing that it is not shown', () => {
  it.each(['13800138000', '138', '邻居', '垛', 'wifi'])('%s of a text', async q => {
    expect(await found(q, await as('t1.wall'))).toEqual([])
  })

  it('but finds places and kinds', async () => {
    const wall = await as('t1.wall')
    const [first] = (await wall.call(listCases, { query: { limit: 1 } })).body.items

    expect(await found(first?.title.split(' ').join('') ?? '', wall)).toContain(ids.get(first?.id ?? ''))
  })
})

describe('words change with what they are of', () => {
  it('the kind that a case is accepted as is found, the old one no more', async () => {
    const { caseId } = await reported(
      duty,
      aReportIn(gridCode(1, 2, 1), { categoryCode: '0201', text: '另一件' }),
    )
    const before = await duty.call(listCases, { query: { q: '另一件' } })
    const [current] = before.body.items

    const moved = await duty.post(`/api/cases/${caseId}/moves`, {
      id: crypto.randomUUID().replace(/^(.{14})4/, '$17'),
      move: 'accept',
      seenVersion: current?.version,
      categoryCode: 'E0301',
      level: 'blue',
    })
    const words = await running.database.pool.query<{ public_text: string }>(
      'select public_text from case_words where case_id = $1',
      [caseId],
    )

    expect(moved.status).toBe(200)
    expect(words.rows[0]?.public_text).not.toContain(current?.title.split(' ').at(-1))
  })
})

describe('cases of before the fold', () => {
  it('are folded beside the running server, and searches say so until they are', async () => {
    const { database } = running
    await running.stop()
    await database.pool.query('delete from case_words; delete from case_folding')
    const holder = await database.pool.connect()
    // While somebody else holds the place where the folding stands, nobody folds.
    await holder.query('begin; insert into case_folding select 3, min(id::text)::uuid, false from cases')
    running = await startApp({ database })
    duty = await peopleOf(running)('t1.duty')
    const ask = async () => (await duty.call(listCases, { query: { q: '路灯' } })).body

    expect(await ask()).toMatchObject({ total: 0, unsearched: ids.size + 1 })
    await holder.query('rollback')
    holder.release()
    await expect.poll(ask, { timeout: 10_000 }).toMatchObject({ total: 1 })
    await expect.poll(ask, { timeout: 10_000 }).not.toHaveProperty('unsearched')
  })
})
