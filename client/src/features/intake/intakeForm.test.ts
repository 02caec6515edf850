import { Check } from 'typebox/schema'
import { PostedReport } from '@shuniu/shared/reports'
import { describe, expect, it } from 'vitest'
import {
  emptyIntake,
  intakeFieldOf,
  intakeReport,
  isIntakeDraft,
  numberFault,
  owedIn,
  placedIn,
  pointedAt,
  type IntakeDraft,
} from './intakeForm.ts'

const at = '2026-11-30T01:00:00.000Z'
const village = '341222100001'
const aCall = (named: Partial<IntakeDraft> = {}): IntakeDraft => ({
  ...emptyIntake(),
  number: '138 1234 8000',
  areaCode: village,
  categoryCode: '0201',
  text: '楼上漏水，两家吵起来了',
  ...named,
})
const point = { lon: 115.6, lat: 33.1, code: village }

describe('a call as a report', () => {
  it('names its source and the caller, whose number is as it is dialled', () => {
    expect(intakeReport(aCall({ name: ' 王小二 ' }), at)).toMatchObject({
      sourceCode: '16',
      areaCode: village,
      level: 'blue',
      reporter: { name: '王小二', phone: '13812348000' },
      occurredAt: at,
    })
  })

  it('of a visitor who gives neither name nor number is of nobody, and never of whoever wrote it down', () => {
    const report = intakeReport(aCall({ sourceCode: '03', number: '' }), at)

    expect(report).toMatchObject({ sourceCode: '03', reporter: {} })
  })

  it('is a report of the contract, also with a point of the map', () => {
    expect(Check(PostedReport, intakeReport(aCall({ point, placeText: '桥头' }), at))).toBe(true)
    expect(intakeReport(aCall({ areaCode: '', point }), at)).not.toHaveProperty('areaCode')
  })

  it.each([
    ['place', { areaCode: '' }],
    ['category', { categoryCode: '' }],
    ['text', { text: '  ' }],
  ] as const)('without a %s is none yet', (field, lacking) => {
    expect(owedIn(aCall(lacking))).toEqual([field])
    expect(intakeReport(aCall(lacking), at)).toBeUndefined()
  })

  it.each([
    ['1381234', 'part'],
    ['1381234800O', 'noDigits'],
  ] as const)('with the number %s is none, and says why', (number, fault) => {
    expect(numberFault(aCall({ number }))).toBe(fault)
    expect(intakeReport(aCall({ number }), at)).toBeUndefined()
  })
})

describe('place and point', () => {
  it('go together: a point gives the village, and a place elsewhere takes the point away', () => {
    const pointed = pointedAt(aCall({ areaCode: '341222101002' }), point)

    expect(pointed).toMatchObject({ areaCode: village, point })
    expect(placedIn(pointed, `${village}003`).point).toEqual(point)
    expect(placedIn(pointed, '341222101002').point).toBeNull()
  })

  it('a grid that was named within the land pointed at stays', () => {
    const grid = `${village}003`

    expect(pointedAt(aCall({ areaCode: grid }), point).areaCode).toBe(grid)
  })
})

describe('what is kept of a form', () => {
  it('is known again, also while its answer is owed, and is nothing else’s', () => {
    const sent = intakeReport(aCall(), at) ?? null

    expect([aCall(), aCall({ sent })].map(isIntakeDraft)).toEqual([true, true])
    expect([{}, null, { ...aCall(), point: 'here' }].map(isIntakeDraft)).toEqual([false, false, false])
  })

  it.each([
    ['category.ended', 'category'],
    ['area.unknown', 'place'],
    ['report.nowhere', 'place'],
    ['report.empty', 'text'],
    ['centre.none', undefined],
  ])('%s is told at %s', (code, field) => {
    expect(intakeFieldOf(code)).toBe(field)
  })
})
