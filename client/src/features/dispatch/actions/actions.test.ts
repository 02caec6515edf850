import { defaultDutyHours, dutyCalendar, dutyTime } from '@shuniu/shared/calendar'
import {
  caseMoveNames,
  caseMoves,
  inGroups,
  outcomes,
  type CaseLevel,
  type CaseMove,
} from '@shuniu/shared/cases'
import type { UnitView } from '@shuniu/shared/centres'
import type { UnitProposal } from '@shuniu/shared/dispatch'
import { describe, expect, it } from 'vitest'
import { addMessages } from '../../../platform/i18n/index.ts'
import {
  dueChoices,
  eligibleFor,
  fieldsOf,
  fromLocal,
  missingIn,
  momentChoices,
  toLocal,
  commandOf,
} from '../../cases/index.ts'
import { dispatchMessages } from '../messages.ts'
import { defaultsOf } from './defaults.ts'
import { reasonsOf } from './reasons.ts'

const unit = (n: number) => `01900000-0000-7000-8000-00000000000${n}`
const seen = { categoryCode: '0101', level: 'blue' } as const

describe('the form of a move', () => {
  it.each(caseMoveNames)('asks for every field of %s', move => {
    expect(fieldsOf(move).map(field => field.name)).toEqual(Object.keys(caseMoves[move].asks.properties))
  })

  it.each(['accept', 'assign'] as const)('of %s is ready when it opens', move => {
    const filled = defaultsOf(move, seen, { unitIds: [unit(1)] })

    expect(missingIn(move, filled)).toEqual([])
    expect(commandOf(move, filled)).toMatchObject({ move })
  })

  it('proposes no category that has kinds below it', () => {
    expect(defaultsOf('accept', { ...seen, categoryCode: 'E01' }, { unitIds: [] })).toEqual({ level: 'blue' })
  })

  it('tells what is missing, blanks included', () => {
    expect(missingIn('reject', { reasonCode: 'untrue', text: '  ' })).toEqual(['text'])
  })

  it('leaves out what was not filled in', () => {
    const command = commandOf('assign', { ownerUnitId: unit(1), coUnitIds: [], requirement: ' ' })

    expect(command).toEqual({ move: 'assign', ownerUnitId: unit(1) })
  })

  it('makes no command that is not of the shape', () => {
    expect(commandOf('finish', { resultCode: '77', text: '办结' })).toBeUndefined()
  })
})

it('tells why a unit is proposed, what counts first first', () => {
  addMessages('dispatch', dispatchMessages)
  const proposal: UnitProposal = {
    unitId: unit(1),
    charge: 'kind',
    near: 'township',
    duty: 'hours',
    open: 3,
    isOpenFloor: false,
    sent: 0,
    hasRefused: false,
  }

  expect(reasonsOf(proposal)).toBe('职责单位 · 本乡镇 · 上班时间 · 在办 3 件')
  expect(reasonsOf({ ...proposal, charge: null, duty: 'off', sent: 12, hasRefused: true })).toBe(
    '已退过此单 · 未登记此项职责 · 本乡镇 · 非上班时间 · 在办 3 件 · 同类 12 件',
  )
})

const duty = dutyTime(dutyCalendar(), defaultDutyHours)
const timing = (at: string) => ({ nowMs: Date.parse(at), duty })
const keys = (level: CaseLevel, at: string) => dueChoices({ level }, timing(at)).map(({ key }) => key)

it('offers deadlines by the level and by the office hours of the county', () => {
  const choices = dueChoices({ level: 'blue' }, timing('2026-11-24T06:00:00.000Z'))

  expect(choices.map(({ key, at }) => [key, toLocal(at)])).toEqual([
    ['twoHours', '2026-11-24T16:00'],
    ['fourHours', '2026-11-24T18:00'],
    ['today', '2026-11-24T17:30'],
    ['nextDay', '2026-11-25T17:30'],
    ['threeWorkdays', '2026-11-27T17:30'],
  ])
  expect(keys('red', '2026-11-24T06:00:00.000Z')).toEqual(['halfHour', 'oneHour', 'twoHours'])
})

it.each([
  ['on a Saturday', '2026-11-28T02:00:00.000Z'],
  ['in the evening', '2026-11-24T12:00:00.000Z'],
])('offers no end of today %s', (_, at) => {
  expect(keys('yellow', at)).toEqual(['twoHours', 'fourHours', 'nextDay', 'threeWorkdays'])
})

it('names no end of duty before the office hours are read', () => {
  const unread = { nowMs: Date.parse('2026-11-24T06:00:00.000Z'), duty: undefined }
  expect(dueChoices({ level: 'blue' }, unread).map(({ key }) => key)).toEqual(['twoHours', 'fourHours'])
})

it('counts an extension in workdays from its deadline, and an account by weeks', () => {
  const late = { dueAt: '2026-11-27T04:00:00.000Z', level: 'blue' } as const
  const first = (move: 'askExtension' | 'suspend', field: 'dueAt' | 'until') =>
    momentChoices({ move, field }, late, timing('2026-11-24T06:00:00.000Z'))[0]?.at

  expect(toLocal(first('askExtension', 'dueAt') ?? '')).toBe('2026-11-30T17:30')
  expect(toLocal(first('suspend', 'until') ?? '')).toBe('2026-12-01T17:30')
})

it('takes a moment of one’s own as China’s time', () => {
  expect(fromLocal('2026-11-24T18:30')).toBe('2026-11-24T10:30:00.000Z')
  expect(toLocal('2026-11-24T10:30:00.000Z')).toBe('2026-11-24T18:30')
  expect(fromLocal('')).toBeUndefined()
})

it('sends a number as a number, and nothing that is none', () => {
  const finish = { resultCode: outcomes[0].code, text: '经调解达成一致。' }

  expect(commandOf('finish', { ...finish, amountYuan: ' 1200 ' })).toMatchObject({ amountYuan: 1_200 })
  expect(commandOf('finish', { ...finish, participants: '几个' })).toBeUndefined()
})

it('lets off only units that owe their part, and whistles for none that are there', () => {
  const aUnit = (n: number): UnitView => ({
    id: unit(n),
    name: `单位${n}`,
    kind: 'force',
    areaCode: '341222101',
    initials: '',
    phone: null,
  })
  const joint = {
    areaCode: '341222101201',
    ownerUnitId: unit(1),
    coUnits: [
      { unitId: unit(2), state: 'working', since: '2026-11-24T06:00:00.000Z' } as const,
      { unitId: unit(3), state: 'answered', since: '2026-11-24T06:00:00.000Z' } as const,
    ],
  }
  const ids = (move: CaseMove) => eligibleFor(move, joint, [1, 2, 3, 4].map(aUnit)).map(one => one.id)

  expect(ids('waive')).toEqual([unit(2)])
  expect(ids('whistle')).toEqual([unit(4)])
})

it('shows what presses the loop on first, and keeps what is rare apart', () => {
  expect(inGroups(['void', 'note', 'reject', 'changeLevel', 'askInfo', 'accept'])).toEqual({
    next: ['accept'],
    work: ['askInfo', 'reject'],
    press: ['changeLevel'],
    record: ['note'],
    section: [],
    rare: ['void'],
  })
})
