import type { UnitView } from '@shuniu/shared/centres'
import { anActor } from '@shuniu/shared/cases/testing'
import { describe, expect, it } from 'vitest'
import { callerHashesOf } from './callerKey.ts'
import { meaningsOf } from './finding.ts'
import { callerMark, marksOf, noticeMark, serialOf, tailMark, unitMark } from './marks.ts'

const derive = (purpose: string) => Buffer.from(purpose.padEnd(32, '.')).toString('base64')
const hashes = callerHashesOf({ derive })
const idOf = (n: number) => `01900000-0000-7000-8000-${String(n).padStart(12, '0')}`
const unit = (n: number, name: string, initials: string): UnitView => ({
  id: idOf(n),
  name,
  initials,
  kind: 'department',
  areaCode: '341222',
  phone: null,
})
const few = [unit(1, '县公安局', 'xgaj'), unit(2, '县水利局', 'xslj')]
const meaning = (q: string, units: readonly UnitView[] = few) =>
  meaningsOf(q, { actor: anActor('countyDuty'), units: { seenBy: () => units }, hashes })

describe('what a word may mean', () => {
  it.each([
    ['公安局', [idOf(1)]],
    ['xgaj', [idOf(1)]],
    ['gaj', [idOf(1)]],
    ['局', []],
    ['aj', []],
    ['水', []],
    ['县公安局水利', []],
  ])('%s names the units %j', (q, ids) => {
    expect(meaning(q)[0]?.unitIds).toEqual(ids)
  })

  it('names no unit where it names more than a hundred', () => {
    const many = Array.from({ length: 101 }, (_, n) => unit(n, `第${n}村综治中心`, 'dczzzx'))

    expect(meaning('综治中心', many)[0]?.unitIds).toEqual([])
    expect(meaning('综治中心', many.slice(1))[0]?.unitIds).toHaveLength(100)
  })

  it.each([
    ['8642', true],
    ['８６４２', true],
    ['642', false],
    ['08642', false],
    ['8642a', false],
  ])('%s is the end of a telephone number: %s', (q, is) => {
    expect(meaning(q)[0]?.tail !== undefined).toBe(is)
  })

  it('is a telephone number however it is typed', () => {
    expect(meaning('13912348642')[0]?.caller).toBe(hashes.key('139 1234 8642'))
    expect(meaning('1391234864')[0]?.caller).toBeUndefined()
  })

  it.each([
    ['DB341222-20261124-0007', 7],
    ['db0007', 7],
    ['0007', 7],
    ['db7', 7],
    ['20261124-0007', 7],
    ['20261124-12345', 12_345],
    ['123', 123],
    ['12', undefined],
    ['zz0007', undefined],
  ])('%s is the notice %s', (q, serial) => {
    expect(meaning(q)[0]?.notice?.serial).toBe(serial)
  })

  it('is nothing but itself on a wall', () => {
    const [word] = meaningsOf('8642', { actor: anActor('wall'), units: { seenBy: () => few }, hashes })

    expect(word).toEqual({ word: '8642', unitIds: [], notice: undefined, tail: undefined, caller: undefined })
  })
})

describe('marks', () => {
  it('of units, notices and numbers are numbers apart that a column holds', () => {
    const marks = [
      unitMark(idOf(7)),
      noticeMark(7),
      tailMark(hashes.tail('0007')),
      callerMark(hashes.key('13912340007')),
    ]

    expect(new Set(marks).size).toBe(4)
    for (const mark of marks) expect(mark >= 0 && mark < 2 ** 31).toBe(true)
  })

  it('of a case are of all that it has', () => {
    const reporterTail = hashes.tailOf('139-1234-8642')
    const coUnitIds = [idOf(2), idOf(1)]

    expect(reporterTail).toBe(hashes.tail('8642'))
    expect(
      marksOf({ ownerUnitId: idOf(1), coUnitIds, noticeNumbers: ['DB341222-20261124-0007'], reporterTail }),
    ).toEqual([unitMark(idOf(1)), unitMark(idOf(2)), noticeMark(7), tailMark(reporterTail)])
    expect(marksOf({ reporterTail: null, reporterKey: '' })).toEqual([])
  })

  it('of a number that is no whole one, or as short as a service’s, there is none', () => {
    expect([hashes.tailOf('1391234'), hashes.tailOf('12345'), hashes.tailOf('8612345')]).toEqual([
      '',
      '',
      hashes.tail('2345'),
    ])
    expect(serialOf('DB')).toBeUndefined()
  })
})
