import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { moved, remembered, usualColumns, type Columns } from './columns.ts'

describe('the columns of the desk', () => {
  it('always fill the desk, none narrower than it can be used', () => {
    const drag = fc.tuple(
      fc.constantFrom('left' as const, 'right' as const),
      fc.integer({ min: -80, max: 80 }),
    )

    fc.assert(
      fc.property(fc.array(drag), drags => {
        const columns = drags.reduce<Columns>((now, [edge, by]) => moved(now, edge, by), usualColumns)
        const [queue, card, side] = columns
        expect(queue + card + side).toBeCloseTo(100)
        expect(Math.min(queue - 20, card - 26, side - 20)).toBeGreaterThanOrEqual(-1e-9)
      }),
    )
  })

  it.each([null, '', '1,2', '28,44,x', '60,20,20', '28,44,28,0'])(
    'fall back from %s to the usual ones',
    text => {
      expect(remembered(text)).toEqual(usualColumns)
    },
  )

  it('come back as they were left', () => {
    expect(remembered('34,40,26')).toEqual([34, 40, 26])
  })
})
