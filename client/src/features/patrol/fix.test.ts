import { MemberFix } from '@shuniu/shared/patrol'
import { expect, it } from 'vitest'
import { Check } from 'typebox/schema'
import { isFix } from './fix.ts'

const aFix: MemberFix = {
  memberId: '0198f2aa-0000-7000-8000-000000000001',
  at: '2026-01-05T08:00:00.000Z',
  lon: 115.62,
  lat: 33.17,
  gridCode: '341222100001001',
}

it.each<[string, unknown]>([
  ['a fix', aFix],
  ['one in no grid', { ...aFix, gridCode: null }],
  ['one that says how sure it is', { ...aFix, accuracyM: 12.5 }],
])('takes %s, as the contract does', (_, row) => {
  expect(isFix(row)).toBe(true)
  expect(Check(MemberFix, row)).toBe(true)
})

it.each<[string, unknown]>([
  ['nothing', null],
  ['a text', 'fix'],
  ['one without a member', { ...aFix, memberId: undefined }],
  ['one without a moment', { ...aFix, at: 'now' }],
  ['one whose place is a text', { ...aFix, lon: '115.62' }],
  ['one that lies nowhere', { ...aFix, lat: Number.NaN }],
  ['one whose grid is a number', { ...aFix, gridCode: 341 }],
  ['one whose sureness is a text', { ...aFix, accuracyM: 'about' }],
])('leaves %s alone, as the contract does', (_, row) => {
  expect(isFix(row)).toBe(false)
  expect(Check(MemberFix, row)).toBe(false)
})

it('takes one of a newer server that says more than this page asks for', () => {
  expect(isFix({ ...aFix, battery: 80 })).toBe(true)
})
