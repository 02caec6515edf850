import { marksOf } from '@shuniu/server/features/cases'
import { listCases, type CaseView } from '@shuniu/shared/cases'
import { copyFile, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApp, type RunningApp } from '../builders/app.ts'
import { gridCode } from '../builders/county.ts'
import { seen, takenOn, type CourseStep } from '../builders/course.ts'
import { peopleOf, type People } from '../builders/people.ts'
import { aReport, aReportIn, reported } from '../builders/report.ts'
import { unitIds } from '../builders/staff.ts'

let running: RunningApp
let as: People
beforeAll(async () => {
  running = await startApp()
  as = peopleOf(running)
})
afterAll(() => running.drop())

const found = async (account: string, q: string): Promise<string[]> => {
  const answer = await (await as(account)).call(listCases, { query: { q } })
  if (answer.code !== undefined) throw new Error(`refused: ${JSON.stringify(answer.body)}`)
  expect(answer.body.total).toBe(answer.body.items.length)
  return answer.body.items.map(({ id }) => id)
}

let given = 0
/** Four digits that no number of a case ends with here, and that no text has. */
const aTail = () => String(8_801 + (given += 1))

const called = async (
  differing: Parameters<typeof aReport>[0],
  ...steps: readonly CourseStep[]
): Promise<CaseView> => {
  const duty = await as('t1.duty')
  const { caseId } = await reported(duty, aReport({ sourceCode: '16', ...differing }))
  return takenOn(as, await seen(duty, caseId), ...steps)
}
const sent: readonly CourseStep[] = [
  ['t1.duty', 'accept'],
  ['t1.dispatcher', 'assign'],
]

describe('the unit that has a case', () => {
  it('finds it by its name or initials, before or after another word, as long as it has it', async () => {
    const text = '铁塔倾斜'
    const at = await called({ text }, ...sent)
    for (const q of ['派出所 铁塔', '铁塔 派出所', 'pcs 铁塔', '铁塔倾斜 城关镇派出所'])
      expect([q, await found('t1.duty', q)]).toEqual([q, [at.id]])
    expect(await found('t1.duty', '民政局 铁塔')).toEqual([])

    await takenOn(
      as,
      at,
      ['t1.force', 'sign'],
      ['t1.force', 'start'],
      ['county.dispatcher', 'reassign', { ownerUnitId: unitIds.civil }],
    )

    expect(await found('t1.duty', '民政局 铁塔')).toEqual([at.id])
    expect(await found('civil', 'mzj')).toEqual([at.id])
    expect(await found('t1.duty', '派出所 铁塔')).toEqual([])
  })

  it('finds it by a unit that helps', async () => {
    const at = await called(
      { text: '围墙开裂' },
      ...sent,
      ['t1.force', 'sign'],
      ['t1.dispatcher', 'whistle', { unitIds: [unitIds.police] }],
    )

    expect(await found('t1.duty', '围墙 公安局')).toEqual([at.id])
    expect(await found('police', '公安局 开裂')).toEqual([at.id])
  })

  it('finds nothing of another township, and no sensitive case for whom it is masked', async () => {
    const { id } = await called(
      { categoryCode: 'E0205', text: '夜里有人吵闹' },
      ['t1.duty', 'accept', { categoryCode: 'E0205', level: 'blue' }],
      ['t1.dispatcher', 'assign'],
    )

    expect(await found('t1.duty', '派出所')).toContain(id)
    expect(await found('t1.leader', '派出所')).not.toContain(id)
    expect(await found('t2.duty', '城关镇派出所')).toEqual([])
  })
})

describe('who reported', () => {
  it('is found by name or initials by those who are told the name, and by nobody else', async () => {
    const at = await called({ text: '窗户被砸', reporter: { name: '欧阳小满' } })
    const ways = ['欧阳小满', '小满', 'oyxm', '小满 窗户', '窗户 欧阳']
    for (const q of ways) expect([q, await found('t1.duty', q)]).toEqual([q, [at.id]])

    await takenOn(as, at, ...sent)

    for (const q of ways) {
      expect([q, await found('t1.force', q)]).toEqual([q, [at.id]])
      for (const other of ['t1.duty', 't1.leader', 't2.duty', 't2.force', 'county.duty', 'county.wall'])
        expect([other, q, await found(other, q)]).toEqual([other, q, []])
    }
  })

  it('is found by the last four digits by who is told the number or has to call, and by nobody else', async () => {
    const tail = aTail()
    const { id } = await called({ text: '井盖松动', reporter: { phone: `139 5588-${tail}` } }, ...sent)

    for (const account of ['t1.force', 't1.duty', 't1.dispatcher', 'county.duty'])
      expect([account, await found(account, tail)]).toEqual([account, [id]])
    expect(await found('t1.duty', `井盖 ${tail}`)).toEqual([id])
    for (const other of ['t1.leader', 't1v1.secretary', 't1v1g1', 't1.wall', 't2.duty', 'police'])
      expect([other, await found(other, tail)]).toEqual([other, []])
    expect(await found('t1.duty', aTail())).toEqual([])
    expect(await found('t1.duty', tail.slice(1))).toEqual([])
  })

  it('is found by the whole number here by those alone who are told it: who has to call asks as about a caller', async () => {
    const phone = `1395588${aTail()}`
    const { id } = await called({ text: '树枝压线', reporter: { phone } }, ...sent)

    expect(await found('t1.force', phone)).toEqual([id])
    expect(await found('t1.duty', phone)).toEqual([])
    expect(await found('t2.duty', phone)).toEqual([])
  })
})

describe('a number', () => {
  it('of a case is found by its last digits, and not by the day that all of one day have in theirs', async () => {
    const at = await called({ text: '报刊亭' })
    const [, day = '', serial = ''] = at.number.split('-')

    expect(await found('t1.duty', `${serial} 报刊亭`)).toEqual([at.id])
    expect(await found('t1.duty', `${serial.slice(-3)} 报刊亭`)).toEqual([at.id])
    expect(await found('t1.duty', `${day.slice(4)}-${serial} 报刊亭`)).toEqual([at.id])
    expect(await found('t1.duty', `${day.slice(4)} 报刊亭`)).toEqual([])
    expect(await found('t1.duty', `${day} 报刊亭`)).toEqual([at.id])
  })

  it('of a notice finds the case it was issued for, also when another was issued since', async () => {
    const at = await called({ text: '河道淤塞' }, ...sent, ['t1.director', 'supervise'])
    const first = at.supervision?.number ?? ''
    const again = await takenOn(
      as,
      at,
      ['t1.force', 'sign'],
      ['t1.force', 'answerSupervision'],
      ['t1.director', 'supervise'],
    )
    const second = again.supervision?.number ?? ''
    expect(first).not.toBe(second)

    for (const number of [first, second]) {
      const [, , serial = ''] = number.split('-')
      for (const q of [number, number.toLowerCase().replaceAll('-', ''), `db${serial}`, `${serial} 河道`])
        expect([q, await found('t1.duty', q)]).toEqual([q, [at.id]])
      expect(await found('t2.duty', number)).toEqual([])
      expect(await found('t1.wall', number)).toEqual([])
    }
  })
})

it('marks that the database gives when a case is moved are those that the server gives', async () => {
  const at = await called(
    { text: '两单位同办' },
    ...sent,
    ['t1.director', 'supervise'],
    ['t1.force', 'sign'],
    ['t1.dispatcher', 'whistle', { unitIds: [unitIds.police, unitIds.civil] }],
  )
  const { rows } = await running.database.pool.query<{ marks: number[] }>(
    'select marks from case_words where case_id = $1',
    [at.id],
  )

  const { ownerUnitId, coUnitIds, supervision } = at
  const given = marksOf({ ownerUnitId, coUnitIds, noticeNumbers: [supervision?.number ?? ''] })
  expect(rows[0]?.marks).toEqual(expect.arrayContaining(given))
})

it('what is found by a unit is bounded to the places of whoever asks', async () => {
  const { caseId } = await reported(
    await as('county.duty'),
    aReportIn(gridCode(2, 1, 1), { text: '桥面破损' }),
  )

  expect(await found('county.duty', '综治中心 桥面')).toEqual([caseId])
  expect(await found('t2.duty', '大新镇综治中心 桥面')).toEqual([caseId])
  expect(await found('t1.duty', '综治中心 桥面')).toEqual([])
})

it('cases of before are found by unit, name, digits and notice once they have been gone through', async () => {
  const tail = aTail()
  const reporter = { name: '司徒清和', phone: `1395588${tail}` }
  const at = await called({ text: '门牌脱落', reporter }, ...sent, ['t1.director', 'supervise'])
  const folder = await mkdtemp(join(tmpdir(), 'shuniu-key-'))
  const secretKeyFile = join(folder, 'shared.key')
  await copyFile(join(running.settings.dataDir, 'secret.key'), secretKeyFile)
  const { database } = running
  await running.stop()
  await database.pool.query(`
    update case_words set fold_version = 2, marks = '{}', reporter_text = null, reporter_tail = null;
    delete from case_folding`)
  running = await startApp({ database, settings: { secretKeyFile } })
  as = peopleOf(running)

  for (const q of ['派出所 门牌', '司徒清和', tail, at.supervision?.number ?? ''])
    await expect.poll(() => found('t1.force', q), { timeout: 10_000 }).toEqual([at.id])
  expect(await found('t2.duty', '门牌')).toEqual([])
  await rm(folder, { recursive: true })
})
