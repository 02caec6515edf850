import { countyCatalogueOf, type Amendment } from '@shuniu/shared/cases'
import { instant } from '@shuniu/shared/kernel'
import { describe, expect, it } from 'vitest'
import { kindLines, linesFor } from './kindLines.ts'

const madeAt = instant('2026-11-24T02:00:00.000Z')
const amendments: readonly Amendment[] = [
  {
    id: 1,
    code: 'E060381',
    effectiveFrom: '2026-11-24',
    madeAt,
    change: { kind: 'add', name: '摆摊堵路', shortName: '堵路', defaultLevel: 'blue', synonyms: ['占路'] },
  },
  { id: 2, code: 'E10', effectiveFrom: '2026-12-01', madeAt, change: { kind: 'end' } },
]
const lines = (day: string) => kindLines(countyCatalogueOf(amendments), day)
const found = (typed: string, filter: 'all' | 'own' | 'ended' | 'changed' = 'all', day = '2026-11-24') =>
  linesFor(lines(day), { typed, filter }).map(({ kind }) => kind.code)

describe('the lines of the catalogue', () => {
  it('stand as deep as their kinds, own ones below what they were added under', () => {
    const depths = lines('2026-11-24').filter(({ kind }) =>
      ['E06', 'E0603', 'E060381', '0101'].includes(kind.code),
    )

    expect(depths.map(({ kind, depth }) => [kind.code, depth])).toEqual([
      ['0101', 2],
      ['E06', 0],
      ['E0603', 1],
      ['E060381', 2],
    ])
  })

  it('are found by name, synonym and code', () => {
    expect([found('堵路'), found('占路'), found('E060381'), found('0603')]).toEqual([
      ['E060381'],
      ['E060381'],
      ['E060381'],
      ['0603', 'E0603', 'E060381'],
    ])
  })

  it('tell what is to come, and on its day what has ended with what stands above', () => {
    const before = lines('2026-11-24').find(({ kind }) => kind.code === 'E10')

    expect([before?.isInUse, before?.next?.effectiveFrom]).toEqual([true, '2026-12-01'])
    expect(found('', 'ended')).toEqual([])
    expect(found('', 'ended', '2026-12-01').every(code => code.startsWith('E10'))).toBe(true)
    expect(found('', 'own')).toEqual(['E060381'])
    expect(found('', 'changed')).toEqual(['E060381', 'E10'])
  })
})
