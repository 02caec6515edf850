import { addDays, shanghaiDay } from '@shuniu/shared/calendar'
import type { CaseView } from '@shuniu/shared/cases'
import { instant } from '@shuniu/shared/kernel'
import { describe, expect, it } from 'vitest'
import { broughtTo, takenOn, toldTo } from '../builders/course.ts'
import { aReport } from '../builders/report.ts'
import { aShift } from '../builders/shift.ts'
import { unitIds } from '../builders/staff.ts'
import { upload } from '../builders/uploads.ts'

const { clock, as, later, detail, ids } = aShift()
const handlingClock = async ({ id }: CaseView) =>
  (await detail('t1.duty', id)).clocks.findLast(one => one.stage === 'handling')

describe('an extension', () => {
  const dueAt = '2026-12-26T02:00:00.000Z'

  it('asked for waits on its list, and granted moves the deadline', async () => {
    const asked = await takenOn(as, await broughtTo('handling', as), ['t1.force', 'askExtension', { dueAt }])
    expect(await ids('t1.duty', { extensionAsked: 'true' })).toContain(asked.id)

    const granted = await takenOn(as, asked, ['t1.duty', 'grantExtension'])

    expect(granted).toMatchObject({ extension: null, extensionCount: 1, status: 'handling' })
    expect((await handlingClock(granted))?.dueAt).toBe(dueAt)
    expect((await detail('t1.duty', granted.id)).exchanges.extensions).toMatchObject([
      { dueAt, decision: { isGranted: true, dueAt } },
    ])
  })

  it('asked for to a moment off duty names the end of duty that its clock will name, and so does its grant', async () => {
    // What is no dispute is handled within workdays: late in the evening counts for none.
    const handling = await takenOn(
      as,
      await broughtTo('reported', as),
      ['t1.duty', 'accept', { categoryCode: 'E0301', level: 'yellow' }],
      ['t1.dispatcher', 'assign'],
      ['t1.force', 'sign'],
      ['t1.force', 'start'],
    )
    const before = await handlingClock(handling)
    const nextDay = addDays(shanghaiDay(instant(before?.dueAt ?? '')), 1)
    const evening = instant(`${nextDay}T23:30:00+08:00`)
    const asked = await takenOn(as, handling, ['t1.force', 'askExtension', { dueAt: evening }])
    const granted = await takenOn(as, asked, ['t1.duty', 'grantExtension'])

    const clock = await handlingClock(granted)
    expect(clock?.dueAt).not.toBe(evening)
    expect(asked.extension?.dueAt).toBe(clock?.dueAt)
    expect((await detail('t1.duty', granted.id)).exchanges.extensions).toMatchObject([
      { dueAt: clock?.dueAt, decision: { isGranted: true, dueAt: clock?.dueAt } },
    ])
  })

  it('asked for anew after the work was sent back counts from the clock that runs, and not from the one before', async () => {
    const sentBack = await takenOn(as, await broughtTo('done', as), ['t1.duty', 'rework'])
    const running = await handlingClock(sentBack)
    const later = instant(Date.parse(running?.dueAt ?? '') + 3_600_000)
    const asked = await takenOn(as, sentBack, ['t1.force', 'askExtension', { dueAt: later }])
    expect(asked.extension?.dueAt).toBe(later)
    expect((await handlingClock(await takenOn(as, asked, ['t1.duty', 'grantExtension'])))?.dueAt).toBe(later)
  })

  it('denied leaves the deadline', async () => {
    const handling = await broughtTo('handling', as)
    const before = await handlingClock(handling)
    const denied = await takenOn(as, handling, ['t1.force', 'askExtension'], ['t1.duty', 'denyExtension'])

    expect((await handlingClock(denied))?.dueAt).toBe(before?.dueAt)
    expect(denied.extensionCount).toBe(0)
  })

  it('is never granted to oneself, nor without being asked for, nor twice at once', async () => {
    const toVillage = ['t1.dispatcher', 'assign', { ownerUnitId: unitIds.township(1) }] as const
    const accepted = await takenOn(as, await broughtTo('accepted', as), toVillage)
    expect(await toldTo(as, accepted, ['t1.duty', 'grantExtension'])).toEqual([409, 'case.illegalMove'])
    const handling = await broughtTo('handling', as)
    expect(await toldTo(as, handling, ['t1.duty', 'grantExtension'])).toEqual([409, 'case.noExtension'])

    const asked = await takenOn(as, handling, ['t1.force', 'askExtension'])
    expect(await toldTo(as, asked, ['t1.force', 'askExtension'])).toEqual([409, 'case.extensionPending'])
    expect(await toldTo(as, asked, ['t1.force', 'grantExtension'])).toEqual([403, 'permission.missing'])
  })

  it('of a second time comes with its form and is the director’s; a third there is not', async () => {
    const once = await takenOn(
      as,
      await broughtTo('handling', as),
      ['t1.force', 'askExtension', { dueAt: '2026-12-25T02:00:00.000Z' }],
      ['t1.duty', 'grantExtension'],
    )
    const next = { dueAt: '2026-12-26T02:00:00.000Z' }
    expect(await toldTo(as, once, ['t1.force', 'askExtension', next])).toEqual([400, 'case.evidenceMissing'])
    const form = [await upload(await as('t1.force'))]
    const asked = await takenOn(as, once, ['t1.force', 'askExtension', { ...next, media: form }])
    expect(await toldTo(as, asked, ['t1.duty', 'grantExtension'])).toEqual([403, 'case.notYourLevel'])

    const twice = await takenOn(as, asked, ['t1.director', 'grantExtension'])

    expect(await toldTo(as, twice, ['t1.force', 'askExtension', { ...next, media: form }])).toEqual([
      409,
      'case.noMoreExtensions',
    ])
  })

  it.each([
    ['no later than the present one', '2026-11-25T02:00:00.000Z', 'clock.notLater'],
    ['beyond what one extension gives', '2027-06-24T02:00:00.000Z', 'clock.tooFar'],
    ['in the past', '2026-11-20T02:00:00.000Z', 'clock.notLater'],
  ])('to a moment %s is refused', async (_, wanted, code) => {
    const handling = await broughtTo('handling', as)

    expect(await toldTo(as, handling, ['t1.force', 'askExtension', { dueAt: wanted }])).toEqual([400, code])
  })
})

describe('a case on account', () => {
  it('stands still, is looked at again, and goes on with what was left', async () => {
    const handling = await broughtTo('handling', as)
    const until = '2027-03-01T00:00:00.000Z'
    const suspended = await takenOn(as, handling, ['t1.director', 'suspend', { until }])
    expect(suspended).toMatchObject({ status: 'suspended', stage: 'suspensionReview' })
    expect(suspended.suspension).toEqual({ reasonCode: 'works', until })
    expect(await ids('t1.duty', { status: 'suspended', countable: 'true' })).toEqual([])
    later(86_400)

    const resumed = await takenOn(as, suspended, ['t1.force', 'recheck'], ['t1.director', 'resume'])

    expect(resumed).toMatchObject({ status: 'handling', suspension: null, stage: 'handling' })
  })

  it('is the county’s where it is grave, and never put there into the past', async () => {
    const grave = await broughtTo('handling', as, aReport({ level: 'orange' }))
    const plain = await broughtTo('handling', as)
    const past = { until: '2026-01-01T00:00:00.000Z' }

    expect(await toldTo(as, grave, ['t1.director', 'suspend'])).toEqual([403, 'case.notYourLevel'])
    expect(await toldTo(as, plain, ['t1.director', 'suspend', past])).toEqual([400, 'clock.notLater'])
    expect((await takenOn(as, grave, ['county.director', 'suspend'])).status).toBe('suspended')
  })
})

describe('a case handed up', () => {
  const fromVillage = async () => {
    const assigned = await takenOn(as, await broughtTo('accepted', as), [
      't1.dispatcher',
      'assign',
      { ownerUnitId: unitIds.village(1, 1) },
    ])
    return takenOn(as, assigned, ['t1v1.officer', 'sign'], ['t1v1.officer', 'start'])
  }

  it('goes from village to township to county, with the lower tiers staying on', async () => {
    const raised = await takenOn(as, await fromVillage(), ['t1v1.secretary', 'escalate'])
    expect(raised).toMatchObject({ status: 'escalated', tier: 'township', ownerUnitId: unitIds.township(1) })
    const again = await takenOn(
      as,
      raised,
      ['t1.duty', 'accept'],
      ['t1.dispatcher', 'assign', { ownerUnitId: unitIds.force(1) }],
      ['t1.force', 'sign'],
      ['t1.force', 'start'],
      ['t1.director', 'escalate'],
    )

    expect(again).toMatchObject({ status: 'escalated', tier: 'county', ownerUnitId: unitIds.county })
    expect(again.coUnitIds).toEqual([unitIds.village(1, 1), unitIds.force(1)])
    expect(await toldTo(as, again, ['t1.duty', 'accept'])).toEqual([403, 'case.notYourTier'])
    expect(await ids('county.duty', { todo: 'true' })).toContain(again.id)
    const accepted = await takenOn(as, again, ['county.duty', 'accept'])
    expect(accepted.coUnitIds).toEqual([unitIds.village(1, 1), unitIds.force(1)])
    expect(await ids('county.duty', { escalated: 'true' })).toContain(again.id)
  })

  it('is sent back to whoever had it', async () => {
    const raised = await takenOn(as, await fromVillage(), ['t1v1.secretary', 'escalate'])

    const back = await takenOn(as, raised, ['t1.duty', 'sendBack'])

    expect(back).toMatchObject({ status: 'handling', ownerUnitId: unitIds.village(1, 1), escalatedFrom: [] })
    expect(back).toMatchObject({ stage: 'handling', coUnitIds: [] })
  })

  it('goes no higher than the county', async () => {
    const handling = await broughtTo('handling', as)

    expect(await toldTo(as, handling, ['county.director', 'escalate'])).toEqual([403, 'permission.missing'])
    expect(await toldTo(as, handling, ['t1v1.secretary', 'escalate'])).toEqual([403, 'case.notYourTier'])
  })
})

describe('a case handed outside', () => {
  it('is closed by the result, or taken back', async () => {
    const [one, two] = [await broughtTo('handling', as), await broughtTo('handling', as)]
    const sent = await takenOn(as, one, ['t1.director', 'transfer'])
    expect(sent).toMatchObject({ status: 'transferred', stage: 'transferReply' })

    const closed = await takenOn(as, sent, ['t1.duty', 'giveTransferResult'])
    const back = await takenOn(as, two, ['t1.director', 'transfer'], ['t1.duty', 'takeBack'])

    expect(closed).toMatchObject({ status: 'closed', closedAt: clock.now() })
    expect(back).toMatchObject({ status: 'accepted', ownerUnitId: unitIds.township(1) })
  })
})
