import { callerBurst, callerCasesTold, listCallerCases } from '@shuniu/shared/cases'
import { copyFile, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startApp, type RunningApp } from '../builders/app.ts'
import { testClock } from '../builders/clock.ts'
import { gridCode } from '../builders/county.ts'
import { broughtTo, seen, takenOn } from '../builders/course.ts'
import { peopleOf, type People } from '../builders/people.ts'
import { aReport, aReportIn, reported } from '../builders/report.ts'

const clock = testClock()
let running: RunningApp
let as: People
beforeAll(async () => {
  running = await startApp({ clock })
  as = peopleOf(running)
})
afterAll(() => running.drop())

let given = 0
/** A number that nobody has called from yet. */
const aNumber = () => `139${String(55_880_000 + (given += 1)).padStart(8, '0')}`
/** The burst of an account is over after some minutes. */
const ask = async (account: string, phone: string) => {
  clock.moveOnS(60)
  return (await as(account)).call(listCallerCases, { body: { phone } })
}
const idsFor = async (account: string, phone: string) =>
  (await ask(account, phone)).body.items.map(one => one.case.id)
const aCall = async (phone: string, differing: Parameters<typeof aReport>[0] = {}) =>
  (
    await reported(
      await as('t1.duty'),
      aReport({ sourceCode: '16', reporter: { name: '欧阳小满', phone }, ...differing }),
    )
  ).caseId

it('tells the cases of a number however it was typed and whoever handles them, the newest first', async () => {
  const phone = aNumber()
  const first = await aCall(`${phone.slice(0, 3)} ${phone.slice(3, 7)}-${phone.slice(7)}`)
  clock.moveOnS(60)
  const second = await aCall(`+86 ${phone}`)
  await takenOn(
    as,
    await seen(await as('t1.duty'), first),
    ['t1.duty', 'accept'],
    ['t1.dispatcher', 'assign'],
  )

  const { body } = await ask('t1.duty', `86-${phone}`)

  expect(body).toMatchObject({ total: 2 })
  expect(body.items.map(one => one.case.id)).toEqual([second, first])
  expect(body.items.map(one => one.reporterName)).toEqual(['欧阳小满', '欧阳*'])
  expect(JSON.stringify(body)).not.toContain(phone)
})

it('of a number that forty cases share tells the newest, and how many there are', async () => {
  const phone = aNumber()
  let last = ''
  for (let n = 0; n < 40; n += 1) {
    clock.moveOnS(1)
    last = await aCall(phone)
  }

  const { body } = await ask('t1.duty', phone)

  expect([body.items.length, body.total, body.items[0]?.case.id]).toEqual([callerCasesTold, 40, last])
})

it('tells no desk what lies elsewhere, nor that there is anything', async () => {
  const phone = aNumber()
  const own = await aCall(phone)
  const other = await reported(
    await as('county.duty'),
    aReportIn(gridCode(2, 1, 1), { sourceCode: '16', reporter: { phone } }),
  )

  expect(await idsFor('t1.duty', phone)).toEqual([own])
  expect((await ask('t1.duty', phone)).body.total).toBe(1)
  expect(await idsFor('t2.duty', phone)).toEqual([other.caseId])
  expect((await idsFor('county.duty', phone)).sort()).toEqual([own, other.caseId].sort())
  expect((await ask('t2.duty', aNumber())).body).toEqual({ items: [], total: 0 })
})

it('finds a closed case too, and none by a number that is only like it', async () => {
  const phone = aNumber()
  const { id } = await broughtTo('closed', as, aReport({ reporter: { phone }, level: 'blue' }))

  expect(await idsFor('t1.duty', phone)).toEqual([id])
  expect(await idsFor('t1.duty', aNumber())).toEqual([])
})

it('is refused who keeps no desk, what is no number, and whoever tries numbers out', async () => {
  const told = async (account: string, phone: string) => {
    const { status, code } = await ask(account, phone)
    return [status, code]
  }

  for (const account of ['t1v1g1', 't1v1.officer', 't1.force', 't1.leader', 't1.wall', 'police'])
    expect(await told(account, aNumber())).toEqual([403, 'permission.missing'])
  expect(await told('t1.duty', '1395588')).toEqual([400, 'caller.noNumber'])
  expect(await told('t1.duty', '1395588000O')).toEqual([400, 'request.malformed'])
  const duty = await as('t2.duty')
  const codes: (string | undefined)[] = []
  for (let n = 0; n <= callerBurst; n += 1)
    codes.push((await duty.call(listCallerCases, { body: { phone: aNumber() } })).code)
  expect([codes.slice(0, -1).every(code => code === undefined), codes.at(-1)]).toEqual([
    true,
    'caller.tooOften',
  ])
  expect(await told('t2.duty', aNumber())).toEqual([200, undefined])
})

it('finds what was reported before numbers had keys, once a server with their key has begun, and not before', async () => {
  const phone = aNumber()
  const id = await aCall(phone)
  const folder = await mkdtemp(join(tmpdir(), 'shuniu-key-'))
  const secretKeyFile = join(folder, 'shared.key')
  await copyFile(join(running.settings.dataDir, 'secret.key'), secretKeyFile)
  const { database } = running
  const withoutKey = async () => {
    const { rows } = await database.pool.query<{ n: number }>(
      'select count(*)::int as n from cases where reporter_phone is not null and reporter_key is null',
    )
    return rows
  }

  await running.stop()
  // Only now, since a server gives keys to whatever lacks them within a second of its start.
  await database.pool.query('update cases set reporter_key = null')
  running = await startApp({ clock, database })
  await running.stop()
  expect(await withoutKey()).not.toEqual([{ n: 0 }])
  running = await startApp({ clock, database, settings: { secretKeyFile } })
  as = peopleOf(running)

  await expect.poll(() => idsFor('t1.duty', phone), { timeout: 10_000 }).toEqual([id])
  expect(await withoutKey()).toEqual([{ n: 0 }])
  await rm(folder, { recursive: true })
})
