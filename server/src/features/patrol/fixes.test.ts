import { instant } from '@shuniu/shared/kernel'
import { beforeEach, describe, expect, it } from 'vitest'
import { Fixes } from './fixes.ts'

const beginsAtMs = Date.parse('2026-03-02T02:00:00.000Z')
let fixes: Fixes
let seconds: number

/** A reading `afterS` after the one before it. */
function put(afterS: number, lon: number, accuracyM?: number) {
  seconds += afterS
  const at = instant(beginsAtMs + seconds * 1_000)
  const place = { memberId: 'm', lon, lat: 33.1, gridCode: null, areaCode: '341222101' }
  fixes.put({ ...place, at, ...(accuracyM !== undefined && { accuracyM }) })
}
const shownLon = () => fixes.within('341222')[0]?.lon

beforeEach(() => {
  fixes = new Fixes()
  seconds = 0
})

describe('a fix', () => {
  it('that is much vaguer does not replace a good one of a moment ago', () => {
    put(0, 115.6, 8)
    put(1, 115.9, 1_500)

    expect(shownLon()).toBe(115.6)
  })

  it('that is vague replaces a good one that has grown old', () => {
    put(0, 115.6, 8)
    put(61, 115.9, 1_500)

    expect(shownLon()).toBe(115.9)
  })

  it('of fifty kilometres names no place, however long nothing better comes', () => {
    put(0, 115.6, 8)
    put(600, 115.9, 50_000)
    expect(shownLon()).toBe(115.6)

    fixes = new Fixes()
    put(1, 115.9, 50_000)
    expect(shownLon()).toBeUndefined()
  })

  it('of about the same accuracy replaces the one before it, and tells how sure it is', () => {
    put(0, 115.6, 40)
    put(1, 115.61, 90)

    expect(fixes.within('341222')[0]).toMatchObject({ lon: 115.61, accuracyM: 90 })
    put(1, 115.62)
    expect(shownLon()).toBe(115.62)
  })

  it('that is much surer of the same place is news to the county, one about as sure is not', () => {
    const news = () => fixes.forCounty(fixes.within('341222')).length
    put(0, 115.6, 1_000)
    expect(news()).toBe(1)

    put(1, 115.6, 20)
    expect(news()).toBe(1)
    put(1, 115.6, 30)
    expect(news()).toBe(0)
  })
})
