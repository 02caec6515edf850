import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ancestorsOf, isWithin, parentOf, tierOf } from './index.ts'

const digits = (length: number) => fc.stringMatching(new RegExp(`^[0-9]{${length}}$`))

describe('area codes', () => {
  it.each([
    ['341222', 'county'],
    ['341222100', 'township'],
    ['341222100001', 'village'],
    ['341222100001001', 'grid'],
    ['34122', undefined],
    ['3412221000010010', undefined],
    ['34122a', undefined],
    ['', undefined],
  ])('reads the tier of %s by its length', (code, tier) => {
    expect(tierOf(code)).toBe(tier)
  })

  it('lists what lies above a grid, county first', () => {
    expect(ancestorsOf('341222100001001')).toEqual(['341222', '341222100', '341222100001'])
    expect(ancestorsOf('341222')).toEqual([])
    expect(parentOf('341222100001001')).toBe('341222100001')
    expect(parentOf('341222')).toBeUndefined()
  })

  it('places every code within itself and all its ancestors, and none within its descendants', () => {
    fc.assert(
      fc.property(fc.constantFrom(6, 9, 12, 15).chain(digits), code => {
        for (const ancestor of [...ancestorsOf(code), code]) expect(isWithin(code, ancestor)).toBe(true)
        for (const ancestor of ancestorsOf(code)) expect(isWithin(ancestor, code)).toBe(false)
      }),
    )
  })

  it('lets a mere prefix contain nothing', () => {
    expect(isWithin('341222100', '3412')).toBe(false)
    expect(isWithin('341222100', '')).toBe(false)
  })
})
