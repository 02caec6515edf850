import { expect, it } from 'vitest'
import { lifecycleDiagram, lifecyclePage, movesListed } from './diagram.ts'
import { caseMoveNames, moveRule } from '../moves/index.ts'
import { caseStatuses } from './status.ts'

it('the page of the lifecycle is what the table draws', async () => {
  await expect(lifecyclePage()).toMatchFileSnapshot('./LIFECYCLE.md')
})

it('the diagram has every status, and the list every move', () => {
  const arrows = lifecycleDiagram()
    .split('\n')
    .filter(line => line.includes('-->'))

  expect(caseStatuses.filter(status => !arrows.some(line => line.includes(` ${status} `)))).toEqual([])
  expect(movesListed().split('\n')).toHaveLength(caseMoveNames.length)
  expect(caseMoveNames.filter(move => !movesListed().includes(`\`${move}\``))).toEqual([])
})

it('every move has a word of its own', () => {
  expect(new Set(caseMoveNames.map(move => moveRule(move).text)).size).toBe(caseMoveNames.length)
})
