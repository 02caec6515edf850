import type { CaseFact, CoState } from '@shuniu/shared/cases'
import { aCaseFact, anId } from '@shuniu/shared/cases/testing'
import { beforeEach, describe, expect, it } from 'vitest'
import { addMessages } from '../../platform/i18n/index.ts'
import { dispatchMessages } from './messages.ts'
import { waitsText } from './waitsText.ts'

beforeEach(() => addMessages('dispatch', dispatchMessages))

const names = new Map([
  [anId(1), '县公安局'],
  [anId(2), '城关镇司法所'],
  [anId(3), '城关镇民政办'],
])
const told = (differing: Partial<CaseFact>) => {
  const known = { status: 'handling', ownerUnitId: anId(1), areaCode: '341222100001' } as const
  return waitsText(
    { ...aCaseFact({ ...known, ...differing }), title: '' },
    { unitOf: id => names.get(id) ?? id, nameOf: () => '城关镇' },
  )
}
const helping = (...states: readonly CoState[]) =>
  states.map((state, nth) => ({ unitId: anId(2 + nth), state, since: '2026-11-25T02:00:00.000Z' }))

describe('what a case waits for', () => {
  it('names the unit that works on it', () => {
    expect(told({})).toBe('县公安局正在处置')
  })

  it('names also those that help and have not fed back, the first of several', () => {
    expect(told({ coUnits: helping('working') })).toBe('县公安局正在处置，待城关镇司法所协办反馈')
    expect(told({ coUnits: helping('answered', 'called') })).toBe('县公安局正在处置，待城关镇民政办协办反馈')
    expect(told({ coUnits: helping('called', 'working') })).toBe(
      '县公安局正在处置，待城关镇司法所等2家单位协办反馈',
    )
  })

  it('names no helper where the work is not theirs now', () => {
    expect(told({ status: 'assigned', coUnits: helping('waiting') })).toBe('待县公安局签收')
    expect(told({ coUnits: helping('waived') })).toBe('县公安局正在处置')
  })
})
