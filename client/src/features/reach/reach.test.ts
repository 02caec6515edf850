import { defaultRungs, type ReachedPerson, type ReachView } from '@shuniu/shared/reach'
import { beforeEach, describe, expect, it } from 'vitest'
import { addMessages } from '../../platform/i18n/index.ts'
import { notificationMessages } from '../notifications/messages.ts'
import { reachMessages } from './messages.ts'
import { faultText, isUnderWay, reachLines } from './rows.ts'
import { changeOf, foreseenRungs, rungsDraft, unreadIn } from './rungs/rungsForm.ts'

beforeEach(() => {
  addMessages('reach', reachMessages)
  addMessages('notifications', notificationMessages)
})

const now = Date.parse('2026-11-24T03:00:00.000Z')
const at = (clock: string) => `2026-11-24T${clock}:00.000Z`
const aPerson = (named: Partial<ReachedPerson> = {}): ReachedPerson => ({
  accountId: 'a',
  name: '张三',
  reader: 'handler',
  rank: 0,
  toldAt: at('02:10'),
  receivedAt: null,
  openedAt: null,
  deliveries: [],
  ...named,
})
const aReach = (named: Partial<ReachView> = {}): ReachView => ({
  id: 'r',
  task: 'sign',
  level: 'orange',
  unitId: 'police',
  since: at('02:09'),
  startsAt: at('02:10'),
  endedAt: null,
  end: null,
  endMove: null,
  endedByName: null,
  spentAt: null,
  nextAt: at('02:20'),
  persons: [aPerson()],
  ...named,
})
const line = (reach: ReachView) =>
  reachLines([reach], { unitOf: () => '县公安局', moveOf: () => '签收' }, now)[0]

describe('a notice of a case', () => {
  it.each<[string, Partial<ReachView>]>([
    ['还没有签收，下一步 10:20', {}],
    ['10:10 起通知，此前撤回派遣则不通知', { persons: [] }],
    ['李四 10:15 签收', { end: 'done', endedAt: at('02:15'), endMove: 'sign', endedByName: '李四' }],
    [
      '10:15 起不再通知（签收）',
      { end: 'withdrawn', endedAt: at('02:15'), endMove: 'recall', endedByName: '李四' },
    ],
    ['10:40 起已无人可通知，请打电话联系', { spentAt: at('02:40'), nextAt: null }],
    ['没有找到可以通知的账号，请打电话联系', { spentAt: at('02:40'), persons: [] }],
  ])('says: %s', (told, named) => {
    expect(line(aReach(named))?.told).toBe(told)
  })

  it('names its unit, and says of each person what came of it', () => {
    const told = (named: Partial<ReachedPerson>) =>
      line(aReach({ persons: [aPerson(named)] }))?.persons[0]?.told

    expect(line(aReach())?.title).toBe('派遣通知 县公安局')
    expect(told({})).toBe('10:10 已通知，未到设备')
    expect(told({ receivedAt: at('02:11') })).toBe('10:11 已到设备，未打开')
    expect(told({ receivedAt: at('02:11'), openedAt: at('02:12') })).toBe('10:12 已打开')
    expect(told({ toldAt: null })).toBe('还没有轮到')
  })

  it('says of each channel what came of it, and why not', () => {
    const delivery = {
      channel: 'sms',
      state: 'sent',
      at: at('02:11'),
      sentAt: at('02:12'),
      attempts: 1,
      fault: null,
    } as const
    const told = (named: object) =>
      line(aReach({ persons: [aPerson({ deliveries: [{ ...delivery, ...named }] })] }))?.persons[0]
        ?.deliveries[0]

    expect(told({})).toMatchObject({ told: '短信 10:12 已发', isBad: false })
    expect(told({ state: 'waiting', sentAt: null })).toMatchObject({ told: '短信 待发', isBad: false })
    expect(told({ state: 'waiting', fault: 'timeout' })).toMatchObject({
      told: '短信 未发出（对方无应答），重试',
      isBad: true,
    })
    expect(told({ state: 'failed', fault: 'sms.blocked' })).toMatchObject({
      told: '短信 未发成（对方拒收）',
      isBad: true,
    })
  })

  it('is asked for again only while it is under way', () => {
    expect(isUnderWay([aReach({ end: 'done' })])).toBe(false)
    expect(isUnderWay([aReach(), aReach({ end: 'done' })])).toBe(true)
  })

  it('has words for every fault that is told', () => {
    expect(['nobody', 'http.429', 'dingtalk.88', null].map(faultText)).toEqual([
      '查无此人',
      '对方繁忙',
      '对方拒收',
      '对方拒收',
    ])
  })
})

describe('the form of waits', () => {
  const draft = rungsDraft(defaultRungs, '2026-11-24')

  it('reads back what it was filled with, from tomorrow on', () => {
    expect(changeOf(draft)).toEqual({ ...defaultRungs, effectiveFrom: '2026-11-25' })
    expect(unreadIn(draft)).toEqual([])
  })

  it('names the waits that are none, or none that a county may set', () => {
    expect(unreadIn({ ...draft, 'red.deviceS': '', 'blue.signS': '1' })).toEqual([
      'red.deviceS',
      'blue.signS',
    ])
    expect(changeOf({ ...draft, 'red.deviceS': 'x' })).toBeUndefined()
  })

  it('foresees what the server would refuse', () => {
    const change = changeOf({ ...draft, 'red.deviceS': '100' })

    expect(change && foreseenRungs(change, '2026-11-24')?.code).toBe('reach.outOfOrder')
  })
})
