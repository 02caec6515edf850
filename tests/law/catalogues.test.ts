import { defaultClockRules, ruleFor, stageRows, type TimedStage } from '@shuniu/shared/clocks'
import {
  caseStatusRows,
  categories,
  categoryIcons,
  leafCategories,
  levelRows,
  outcomes,
  sources,
} from '@shuniu/shared/cases'
import { instant, typedKeys } from '@shuniu/shared/kernel'
import { expect, it } from 'vitest'
import { deadlineBreaches, kindBreaches, listBreaches } from './catalogues.ts'

const codedRows = <R extends { readonly name: string }>(rows: Readonly<Record<string, R>>) =>
  Object.entries(rows).map(([code, row]) => ({ ...row, code }))

it('every list has a code of its own and a word for each row', () => {
  expect([
    ...listBreaches('category', categories),
    ...listBreaches('source', sources),
    ...listBreaches('outcome', outcomes),
    ...listBreaches('level', codedRows(levelRows)),
    ...listBreaches('status', codedRows(caseStatusRows)),
    ...listBreaches('stage', codedRows(stageRows)),
  ]).toEqual([])
})

it('every category has an icon, a short text and a source', () => {
  expect(kindBreaches(categories, categoryIcons)).toEqual([])
})

it('every level has a shape of its own, since colour never tells alone', () => {
  const shapes = Object.values(levelRows).map(row => row.shape)

  expect(new Set(shapes).size).toBe(shapes.length)
})

const at = instant('2026-06-01T02:00:00.000Z')
const tiers: readonly TimedStage['tier'][] = ['township', 'county']

it('whatever a case waits for has a deadline, for each kind and level', () => {
  const stages = Object.values(caseStatusRows).flatMap(row => row.stage ?? [])
  const wanted = leafCategories.flatMap(({ code }) =>
    typedKeys(levelRows).flatMap(level =>
      tiers.flatMap(tier =>
        [...new Set(stages)].map(stage => ({ categoryCode: code, level, tier, stage, at })),
      ),
    ),
  )

  expect(wanted.length).toBeGreaterThan(1_000)
  expect(deadlineBreaches(wanted, timed => ruleFor(timed, defaultClockRules)).slice(0, 20)).toEqual([])
})
