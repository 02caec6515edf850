import { describe, expect, it } from 'vitest'
import { proveEdits } from '../testing/proof.ts'

describe('grids under random edits', () => {
  it(
    'remain the whole village, to the last micro-degree, with no gap and nothing twice',
    { timeout: 120_000 },
    () => {
      const made = proveEdits(600, 20_261_130)

      // A property of edits that are all refused says nothing.
      for (const kind of ['move', 'nudge', 'add', 'remove', 'merge', 'split', 'draw']) {
        expect(made.get(kind) ?? 0, kind).toBeGreaterThan(2)
      }
    },
  )
})
