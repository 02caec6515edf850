import { proveEdits } from '@shuniu/shared/gridPlans/testing'
import { describe, expect, it } from 'vitest'
import { seed, size } from './size.ts'

describe('grids under very many random edits', () => {
  it('remain the whole village, with no gap and nothing twice', () => {
    const made = proveEdits(size.gridEdits, seed)

    expect([...made.values()].reduce((sum, n) => sum + n, 0)).toBeGreaterThan(300)
  })
})
