import { caseMoveNames, caseStatuses } from '@shuniu/shared/cases'
import {
  breachesOf,
  drawnHistory,
  faultsOf,
  isToldOnce,
  runHistory,
  trialLaw,
} from '@shuniu/shared/cases/testing'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { sized } from '../builders/size.ts'
import { seed, tell } from './size.ts'

const histories = sized(10_000, 1_000)

it(`${histories} histories keep every rule of a case and its clocks`, () => {
  const [statuses, moves] = [new Set<string>(), new Set<string>()]
  let [commands, granted, clocks, late] = [0, 0, 0, 0]

  fc.assert(
    fc.property(drawnHistory, drawn => {
      const { happened, standings } = runHistory(drawn)
      for (const { isGranted, move } of happened) if (isGranted) moves.add(move)
      for (const { fact } of standings) statuses.add(fact.status)
      const caseClocks = standings.at(-1)?.caseClocks ?? []
      commands += happened.length
      granted += happened.filter(({ isGranted }) => isGranted).length
      clocks += caseClocks.length
      late += caseClocks.filter(({ overdueAt }) => overdueAt !== null).length
      const faults = [...happened.flatMap(breachesOf), ...standings.flatMap(one => faultsOf(one, trialLaw))]
      expect(faults.slice(0, 3)).toEqual([])
      expect(isToldOnce(standings)).toBe(true)
    }),
    { numRuns: histories, seed, endOnFailure: true },
  )

  tell(
    `${histories} histories, seed ${seed}: ${commands} commands, ${granted} granted; ${clocks} clocks, ${late} ran out, ` +
      `each told once; ${statuses.size} of ${caseStatuses.length} statuses, ${moves.size} of ${caseMoveNames.length} moves`,
  )
  expect([...statuses].sort()).toEqual([...caseStatuses].sort())
  expect([...moves].sort()).toEqual([...caseMoveNames].sort())
})
