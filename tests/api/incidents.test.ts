import { seeCase, type CaseDetail } from '@shuniu/shared/cases'
import { listDocuments, seeDocument, writeDocument } from '@shuniu/shared/documents'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startApp, type RunningApp } from '../builders/app.ts'
import { testClock } from '../builders/clock.ts'
import { aMove, broughtTo, takenOn, toldTo, tryMove } from '../builders/course.ts'
import { peopleOf, type People } from '../builders/people.ts'
import { aReport } from '../builders/report.ts'

const clock = testClock()
let running: RunningApp
let as: People

beforeAll(async () => {
  running = await startApp({ clock })
})
beforeEach(() => {
  as = peopleOf(running)
})
afterAll(() => running.drop())

const aLeak = (level: 'red' | 'blue' = 'red') =>
  broughtTo('accepted', as, aReport({ level, categoryCode: 'E0508' }))
const detail = async (id: string, account = 't1.duty'): Promise<CaseDetail> =>
  (await (await as(account)).call(seeCase, { params: { id } })).body
const text = '一、基本情况\n燃气管道泄漏，无人员伤亡。\n二、已采取的措施\n已疏散 42 人。'
const draft = { reportKind: 'first', sentTo: '县委值班室', text } as const

describe('a report to those above', () => {
  it('is called in, drafted, returned, drafted again, signed under a number, and printed as it was signed', async () => {
    const at = clock.now()
    const fresh = await aLeak()
    const called = await takenOn(as, fresh, ['t1.duty', 'callIncident', { sentTo: '县委值班室' }])
    const first = await takenOn(as, called, ['t1.duty', 'draftIncident', draft])
    const returned = await takenOn(as, first, [
      't1.director',
      'returnIncident',
      { draft: first.version, text: '请写明疏散范围' },
    ])
    const second = await takenOn(as, returned, ['t1.duty', 'draftIncident', draft])
    const signed = await takenOn(as, second, [
      't1.director',
      'signIncident',
      { draft: second.version, text: `${text}\n三、下一步措施\n持续监测浓度。` },
    ])

    expect(signed).toMatchObject({ status: 'accepted', incident: { firstAt: at, pending: null, count: 1 } })
    const { exchanges, clocks } = await detail(fresh.id)
    expect(exchanges.incidentCall).toMatchObject({ sentTo: '县委值班室', by: '测试 t1.duty' })
    expect(exchanges.incidentReports.map(({ decision }) => decision?.isSigned)).toEqual([false, true])
    const number = exchanges.incidentReports[1]?.decision?.number ?? ''
    expect(number).toMatch(/^ZB341222-\d{8}-\d{4,}$/)
    expect(clocks.filter(({ stage }) => stage.startsWith('incident')).map(one => one.stoppedAt)).toEqual([
      at,
      at,
    ])

    const duty = await as('t1.duty')
    const listed = await duty.call(listDocuments, { params: { id: fresh.id } })
    const item = listed.body.items.find(({ form }) => form === 'incidentFirst')
    expect(item).toMatchObject({ number, of: signed.version })
    const params = { id: fresh.id, form: 'incidentFirst' }
    const seen = await duty.call(seeDocument, { params, query: { of: signed.version } })
    expect(seen.body.head).toMatchObject({ number })
    const words = JSON.stringify(seen.body.blocks)
    for (const said of ['县委值班室：', '持续监测浓度。', '测试 t1.director', '测试 t1.duty'])
      expect(words).toContain(said)
    expect((await duty.call(writeDocument, { params, query: { of: signed.version } })).status).toBe(200)
  })

  it('is late by its own clock, which gives no card and no notice to the unit', async () => {
    const fresh = await aLeak()
    const handled = await takenOn(
      as,
      fresh,
      ['t1.dispatcher', 'assign'],
      ['t1.force', 'sign'],
      ['t1.force', 'start'],
    )
    clock.moveOnS(130 * 60)
    as = peopleOf(running)
    await expect
      .poll(async () => (await detail(handled.id)).case.lateStages, { timeout: 20_000 })
      .toEqual(expect.arrayContaining(['incidentCall', 'incidentWriting']))

    const late = await detail(handled.id)
    expect(late.case).toMatchObject({ card: null, supervision: null, overdue: true })
    const signed = await takenOn(as, late.case, ['t1.duty', 'draftIncident', draft])
    await takenOn(as, signed, ['t1.director', 'signIncident', { draft: signed.version, text }])
    expect((await detail(handled.id)).case.overdue).toBe(false)
  })

  it('is refused who may not, what is not grave, what does not wait, and strangers', async () => {
    const fresh = await aLeak()
    const told = (account: string, move: Parameters<typeof toldTo>[2][1], named = {}) =>
      toldTo(as, fresh, [account, move, named])

    expect(await told('t2.duty', 'callIncident')).toEqual([404, 'case.unknown'])
    expect(await told('t1.force', 'draftIncident')).toEqual([404, 'case.unknown'])
    expect(await told('t1.leader', 'callIncident')).toEqual([403, 'permission.missing'])
    expect(await told('t1.duty', 'signIncident')).toEqual([403, 'permission.missing'])
    expect(await told('t1.director', 'signIncident')).toEqual([409, 'incident.noDraft'])
    expect(await told('t1.director', 'returnIncident')).toEqual([409, 'incident.noDraft'])
    expect(await told('t1.duty', 'draftIncident', { reportKind: 'final' })).toEqual([
      409,
      'incident.wrongKind',
    ])
    expect(await told('t1.duty', 'draftIncident', { text: ' ' })).toEqual([400, 'request.malformed'])
    const waiting = await takenOn(as, fresh, ['t1.duty', 'draftIncident', draft])
    expect(
      await toldTo(as, waiting, ['t1.director', 'signIncident', { draft: waiting.version - 1, text }]),
    ).toEqual([409, 'incident.otherDraft'])
    const blue = await aLeak('blue')
    expect(await toldTo(as, blue, ['t1.duty', 'draftIncident', draft])).toEqual([409, 'incident.notGrave'])
    await takenOn(as, fresh, ['t1.duty', 'callIncident'])
    expect(await told('t1.duty', 'callIncident')).toEqual([409, 'incident.calledAlready'])
  })

  it('of two who sign one draft at once is signed once', async () => {
    const fresh = await aLeak()
    const waiting = await takenOn(as, fresh, ['t1.duty', 'draftIncident', draft])
    const command = () => aMove('signIncident', waiting, { draft: waiting.version, text })
    const answers = await Promise.all(
      ['t1.director', 'county.director', 'county.dispatcher', 't1.director'].map(async account =>
        tryMove(await as(account), waiting, command()),
      ),
    )

    expect(answers.map(({ code }) => code).filter(code => code === undefined)).toHaveLength(1)
    const { timeline } = await detail(fresh.id)
    expect(timeline.filter(({ move }) => move === 'signIncident')).toHaveLength(1)
  })
})
