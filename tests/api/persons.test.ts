import { addPerson, changePerson, listPersons, lookAtMobile, type PersonView } from '@shuniu/shared/staffing'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApp, type RunningApp } from '../builders/app.ts'
import type { Browser } from '../builders/browser.ts'
import { testClock } from '../builders/clock.ts'
import { townshipCode } from '../builders/county.ts'
import { peopleOf, type People } from '../builders/people.ts'
import { aPerson } from '../builders/staffing.ts'

let running: RunningApp
let as: People
let director: Browser

beforeAll(async () => {
  running = await startApp({ clock: testClock() })
  as = peopleOf(running)
  director = await as('t1.director')
})
afterAll(() => running.drop())

const changed = (one: PersonView, differing: object = {}, by = director) =>
  by.call(changePerson, {
    params: { id: one.id },
    body: {
      id: v7(),
      seenVersion: one.version,
      name: one.name,
      areaCode: one.areaCode,
      officePhone: one.officePhone,
      reason: '号码变更',
      ...differing,
    },
  })
const looked = (id: string, by = director, reason = '联系处置 0007 号事件') =>
  by.call(lookAtMobile, { params: { id }, body: { reason } })

describe('a person', () => {
  it('is entered once, found by characters and initials, and told with a masked number that the database has sealed', async () => {
    const id = v7()
    const words = { name: '诸葛明', areaCode: townshipCode(1), officePhone: '0558-8600000' }
    const body = { id, ...words, mobile: '13812348000' }

    const [first, again] = [
      await director.call(addPerson, { body }),
      await director.call(addPerson, { body }),
    ]
    const other = await director.call(addPerson, { body: { ...body, name: '诸葛亮' } })
    const stored = await running.database.pool.query('select * from persons where id = $1', [id])

    expect([first.status, again.status, other.code]).toEqual([201, 200, 'command.idTaken'])
    expect(first.body).toEqual({ id, ...words, initials: 'zgm', mobile: '138****8000', version: 1 })
    expect(JSON.stringify(stored.rows)).not.toContain('13812348000')
    for (const q of ['诸葛', 'zgm', 'ZG']) {
      const { body: found } = await director.call(listPersons, { query: { q } })
      expect(found.items.map(one => one.id)).toContain(id)
    }
  })

  it('is told to the county and the own township alone, slice by slice', async () => {
    const mine = await Promise.all([1, 2, 3].map(() => aPerson(director, { name: '冯切' })))
    const read = async (by: Browser) => {
      const ids: string[] = []
      let cursor: string | null = null
      do {
        const query: Record<string, unknown> = { q: '冯切', limit: 2, ...(cursor !== null && { cursor }) }
        const { body } = await by.call(listPersons, { query })
        ids.push(...body.items.map(({ id }) => id))
        cursor = body.next
      } while (cursor !== null)
      return ids.sort()
    }
    const ids = mine.map(({ id }) => id).sort()

    expect(await read(director)).toEqual(ids)
    expect(await read(await as('county.duty'))).toEqual(ids)
    expect(await read(await as('t2.duty'))).toEqual([])
  })

  it('is refused to be listed for grid members, and by a cursor that is none', async () => {
    const member = await (await as('t1v1g1')).call(listPersons, { query: {} })
    const forged = await director.get('/api/persons?cursor=x')

    expect([member.code, forged.code]).toEqual(['permission.missing', 'request.malformed'])
  })

  it('is changed by whoever manages the division, from the view that stands', async () => {
    const one = await aPerson(director)

    const renamed = await changed(one, { name: '孙丽', mobile: '13900139000' })
    const kept = await changed(renamed.body, { officePhone: '0558-8611111' })

    expect(renamed.body).toMatchObject({ name: '孙丽', initials: 'sl', mobile: '139****9000', version: 2 })
    expect(kept.body).toMatchObject({ mobile: '139****9000', officePhone: '0558-8611111', version: 3 })
  })

  it('is refused to be changed from an old view, by others, or into another township', async () => {
    const one = await aPerson(director)
    await changed(one, { name: '孙丽' })

    expect((await changed(one)).code).toBe('staffing.stale')
    expect((await changed({ ...one, version: 2 }, {}, await as('t2.director'))).code).toBe('person.unknown')
    expect((await changed({ ...one, version: 2 }, { areaCode: townshipCode(2) })).code).toBe(
      'staffing.notYours',
    )
    const entered = { id: v7(), name: '孙', areaCode: townshipCode(2), mobile: null, officePhone: null }
    expect((await director.call(addPerson, { body: entered })).code).toBe('staffing.notYours')
    expect((await director.call(addPerson, { body: { ...entered, name: ' ' } })).code).toBe(
      'request.malformed',
    )
  })
})

describe('POST /api/persons/:id/mobile-looks', () => {
  it('tells the number and keeps who looked and why, for good', async () => {
    const one = await aPerson(director, { mobile: '13812348000' })
    const { pool } = running.database

    const answer = await looked(one.id, await as('t1.duty'))
    const { rows } = await pool.query('select account_name, reason from mobile_looks where person_id = $1', [
      one.id,
    ])

    expect(answer.body).toEqual({ mobile: '13812348000', hideAfterS: 30 })
    expect(rows).toEqual([{ account_name: '测试 t1.duty', reason: '联系处置 0007 号事件' }])
    const noted = await pool.query('select kind, reason from acts where subject_id = $1 order by id', [
      one.id,
    ])
    expect(noted.rows.at(-1)).toEqual({ kind: 'person.lookAtMobile', reason: '联系处置 0007 号事件' })
    await expect(pool.query('delete from mobile_looks')).rejects.toThrow('never changed')
  })

  it('is refused without a reason, for another township’s, and where no number is known', async () => {
    const one = await aPerson(director)
    const none = await aPerson(director, { mobile: null })

    expect((await looked(one.id, director, ' ')).code).toBe('request.malformed')
    expect((await looked(one.id, await as('t2.duty'))).code).toBe('person.unknown')
    expect((await looked(none.id)).code).toBe('person.noMobile')
    expect((await looked(one.id, await as('t1v1g1'))).code).toBe('permission.missing')
  })
})
