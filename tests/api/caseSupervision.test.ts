import type { CaseView } from '@shuniu/shared/cases'
import { describe, expect, it } from 'vitest'
import { broughtTo, seen, takenOn, toldTo } from '../builders/course.ts'
import { aReport } from '../builders/report.ts'
import { aShift } from '../builders/shift.ts'

const { clock, as, later, detail, ids } = aShift()

describe('urging', () => {
  it('counts, as often as the desk likes, and once a day for the reporter', async () => {
    const urged = await takenOn(
      as,
      await broughtTo('handling', as),
      ['t1.dispatcher', 'urge'],
      ['t1.leader', 'urge'],
      ['t1v1g1', 'urge'],
    )

    expect(urged.urgeCount).toBe(3)
    expect(await toldTo(as, urged, ['t1v1g1', 'urge'])).toEqual([429, 'case.urgedToday'])
    later(86_400)
    expect((await takenOn(as, urged, ['t1v1g1', 'urge'])).urgeCount).toBe(4)
  })

  it('is not for those who only happen to be near', async () => {
    const handling = await broughtTo('handling', as)

    expect(await toldTo(as, handling, ['t1v1.officer', 'urge'])).toEqual([403, 'case.notYours'])
  })
})

describe('supervision', () => {
  it('issues a numbered notice that the owner answers in time', async () => {
    const handling = await broughtTo('handling', as)
    const noticed = await takenOn(as, handling, ['county.supervisor', 'supervise'])
    expect(noticed.supervision?.number).toMatch(/^DB341222-202611\d\d-\d{4}$/)
    expect(await ids('t1.duty', { supervised: 'true', card: 'yellow' })).toContain(handling.id)
    expect(await ids('t1.force', { todo: 'true' })).toContain(handling.id)

    const answered = await takenOn(as, noticed, ['t1.force', 'answerSupervision'])

    expect(answered.supervision).toMatchObject({ card: 'yellow', answeredAt: clock.now() })
    expect(await toldTo(as, answered, ['t1.force', 'answerSupervision'])).toEqual([409, 'case.notSupervised'])
    const { exchanges, clocks } = await detail('t1.duty', handling.id)
    expect(exchanges.supervisionNotices).toMatchObject([
      { number: noticed.supervision?.number, answer: { text: '已加派人手' } },
    ])
    expect(clocks.find(one => one.stage === 'supervisionReply')?.stoppedAt).toBe(clock.now())
  })

  it('grows graver, never milder, while an answer is owed', async () => {
    const orange = await takenOn(
      as,
      await broughtTo('handling', as),
      ['t1.leader', 'supervise'],
      ['county.supervisor', 'supervise', { card: 'orange' }],
    )

    expect(orange.supervision?.card).toBe('orange')
    expect(await toldTo(as, orange, ['county.leader', 'supervise'])).toEqual([409, 'case.graverCard'])
    expect(await toldTo(as, orange, ['t1.duty', 'supervise', { card: 'red' }])).toEqual([
      403,
      'permission.missing',
    ])
  })

  it('comes by itself with the second rework', async () => {
    const again = ['t1.force', 'start'] as const
    const once = await takenOn(as, await broughtTo('done', as), ['t1.duty', 'rework'], again)

    const twice = await takenOn(as, once, ['t1.force', 'finish'], ['t1.duty', 'rework'])

    expect(once.supervision).toBeNull()
    expect(twice).toMatchObject({ reworkCount: 2, supervision: { card: 'yellow', answeredAt: null } })
  })

  it('has numbers of their own when many are issued at once', async () => {
    const open = await Promise.all(Array.from({ length: 8 }, () => broughtTo('reported', as)))

    const noticed = await Promise.all(open.map(one => takenOn(as, one, ['county.supervisor', 'supervise'])))

    expect(new Set(noticed.map(one => one.supervision?.number)).size).toBe(8)
  })
})

describe('a leader’s instruction', () => {
  it('stays on top until its receipt', async () => {
    const told = await takenOn(as, await broughtTo('handling', as), ['county.leader', 'instruct'])
    expect(await ids('t1.duty', { instructed: 'true' })).toContain(told.id)

    const received = await takenOn(as, told, ['t1.force', 'acknowledge'])

    expect([told.instructed, received.instructed]).toEqual([true, false])
    expect(await toldTo(as, received, ['t1.force', 'acknowledge'])).toEqual([409, 'case.notInstructed'])
    expect((await detail('t1.duty', told.id)).exchanges.instructions).toMatchObject([
      { text: '请妥善处置', receipt: { text: '已传达落实' } },
    ])
  })
})

describe('after the close', () => {
  const closedYellow = (): Promise<CaseView> =>
    broughtTo('verified', as, aReport({ level: 'yellow' })).then(at =>
      takenOn(as, at, ['t1.director', 'close']),
    )

  it('a case above blue waits in the call-back queue until it is called', async () => {
    const closed = await closedYellow()
    expect(closed).toMatchObject({ sampled: true, stage: 'callBack' })
    expect(await ids('t1.duty', { callBack: 'true' })).toContain(closed.id)

    const archived = await takenOn(as, closed, ['t1.duty', 'archive'])

    expect(archived).toMatchObject({ status: 'archived', satisfaction: 'satisfied', stage: null })
    expect(archived.closedAt).toBe(closed.closedAt)
    expect(await ids('t1.duty', { callBack: 'true' })).not.toContain(closed.id)
    expect((await detail('t1.duty', closed.id)).exchanges.callBack).toMatchObject({
      performance: 'performed',
    })
  })

  it('is not called back by its handler', async () => {
    const closed = await closedYellow()

    expect(await toldTo(as, closed, ['t1.force', 'archive'])).toEqual([403, 'permission.missing'])
  })

  it('a case that was not drawn is filed away by the system after a day', async () => {
    let closed = await broughtTo('closed', as)
    while (closed.sampled) closed = await broughtTo('closed', as)
    later(86_460)

    await expect
      .poll(async () => (await seen(await as('t1.duty'), closed.id)).status, { timeout: 20_000 })
      .toBe('archived')
  })

  it('is reopened within ninety days, keeping its number, and not after', async () => {
    const closed = await closedYellow()
    const reopened = await takenOn(as, closed, ['t1.duty', 'reopen'])
    expect(reopened).toMatchObject({ status: 'accepted', number: closed.number, reopenCount: 1 })
    expect(reopened).toMatchObject({ closedAt: null, handledBy: [], sampled: false })

    const other = await closedYellow()
    later(91 * 86_400)
    expect(await toldTo(as, other, ['t1.duty', 'reopen'])).toEqual([409, 'case.tooLate'])
  })

  it('is voided by the county’s director, but not once it is done', async () => {
    const [open, done] = [await broughtTo('handling', as), await broughtTo('done', as)]

    expect(await toldTo(as, open, ['t1.director', 'void'])).toEqual([403, 'permission.missing'])
    expect(await toldTo(as, done, ['county.director', 'void'])).toEqual([409, 'case.illegalMove'])
    expect((await takenOn(as, open, ['county.director', 'void'])).status).toBe('voided')
  })
})

describe('what finishing asks for', () => {
  it.each([
    ['more than a word', { text: '已办' }, 'case.textTooShort'],
    ['the way a dispute was settled', { methodCode: undefined }, 'case.methodMissing'],
    ['the written agreement', { resultCode: '10' }, 'case.evidenceMissing'],
  ])('%s', async (_, differing, code) => {
    const handling = await broughtTo('handling', as)

    expect(await toldTo(as, handling, ['t1.force', 'finish', differing])).toEqual([400, code])
  })

  it('a photo of a hazard', async () => {
    const handling = await broughtTo('handling', as, aReport({ categoryCode: 'E0301' }))

    expect(await toldTo(as, handling, ['t1.force', 'finish'])).toEqual([400, 'case.evidenceMissing'])
  })
})
