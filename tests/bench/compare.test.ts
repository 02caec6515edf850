import { expect, it } from 'vitest'
import { comparisonOf, readRun, type BenchRun } from './compare.ts'
import type { Figure } from './figures.ts'
import { helpOf } from './help.ts'
import { readOptions } from './options.ts'
import { largeRows } from './large/index.ts'
import type { BenchRow } from './row.ts'
import { rows } from './rows/index.ts'

const aLine = (what: string, ours: number, bare: number): Figure => ({
  what,
  unit: 'ms',
  ours,
  bare,
  budget: { kind: 'ratioAtMost', most: 2 },
})
const aRun = (date: string, lines: readonly Figure[]): BenchRun => ({
  machine: { date },
  size: 'usual',
  rows: [{ name: 'one', lines }],
})

it('sets two runs side by side, each figure with its ratio', () => {
  const told = comparisonOf(
    aRun('2026-11-28', [aLine('slow', 60, 20), aLine('gone', 1, 1)]),
    aRun('2026-11-29', [aLine('slow', 30, 20), aLine('new', 1, 1)]),
  ).split('\n')

  expect(told[0]).toBe('before: 2026-11-28, usual · now: 2026-11-29, usual')
  expect(told[3]).toMatch(/\| slow \| 60 ms +\| 30 ms \| 0\.5 +\| 3 +\| 1\.5 \| 0\.5 +\| MISSED → yes \|/)
  expect(told.slice(4)).toEqual(['only before: gone', 'only now: new'])
})

it('takes one kept run or two, and no file that is none', () => {
  const names = () => rows.map(({ name }) => name)

  expect(readOptions(['--compare', 'a.json,b.json'], names).compared).toEqual(['a.json', 'b.json'])
  expect(() => readOptions(['--compare', 'a,b,c'], names)).toThrow('--compare takes one kept run, or two')
  expect(() => readRun('package.json')).toThrow('package.json is no run of the bench')
})

it('says of every row what it measures', () => {
  const namesOf = (of: readonly BenchRow[]) => of.map(({ name }) => name)
  const said = helpOf(namesOf(rows), namesOf(largeRows)).split('\n')

  for (const { name } of [...rows, ...largeRows])
    expect(said).toContainEqual(expect.stringMatching(`^  ${name} +\\S.{20,}`))
})
