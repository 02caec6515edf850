import { describe, expect, it } from 'vitest'
import { pageColumns, pageRows, textRows, type Place } from './place.ts'
import { labelPx, panelNamed, plannedPanels, planOf, shapeOf, type WallShape } from './plan.ts'

const kinds = ['screen', 'wide', 'vast'] as const
const shapes: WallShape[] = kinds.flatMap(kind => [true, false].map(isDense => ({ kind, isDense })))

const cellsOf = ({ columns, rows }: Place): string[] => {
  const cells: string[] = []
  for (let x = columns[0]; x < columns[1]; x += 1) {
    for (let y = rows[0]; y < rows[1]; y += 1) cells.push(`${x},${y}`)
  }
  return cells
}

describe.each(shapes)('a wall of shape %o', shape => {
  const plan = planOf(shape)
  const places = [plan.strip, plan.map, plan.ticker, ...plan.panels]

  it('covers every cell of the page once', () => {
    const cells = places.flatMap(cellsOf)

    expect(new Set(cells).size).toBe(cells.length)
    expect(cells).toHaveLength(pageColumns * pageRows)
  })

  it('gives the map the centre half', () => {
    expect(plan.map.columns).toEqual([pageColumns / 4, (pageColumns * 3) / 4])
  })

  it('leaves the seams at a quarter, a half and three quarters of the width outside all panels of the rails', () => {
    const seams = [pageColumns / 4, pageColumns / 2, (pageColumns * 3) / 4]
    const cut = plan.panels.filter(({ columns: [from, to] }) => seams.some(seam => from < seam && seam < to))

    expect(cut).toEqual([])
  })

  it('shows each panel once, with the room it needs at least', () => {
    const cramped = plan.panels.filter(
      placed => textRows(placed) < (panelNamed(placed.id)?.leastLines ?? Infinity),
    )

    expect(new Set(plan.panels.map(panel => panel.id)).size).toBe(plan.panels.length)
    expect(cramped).toEqual([])
  })
})

it.each([
  [1_920, 1_080, 'screen', false],
  [3_840, 1_080, 'wide', false],
  [5_760, 1_080, 'vast', false],
  [6_656, 1_792, 'wide', true],
  [7_680, 2_160, 'wide', true],
] as const)('arranges %i×%i as %s', (width, height, kind, isDense) => {
  expect(shapeOf(width, height)).toEqual({ kind, isDense })
})

it('shows more panels on more dots, not larger ones', () => {
  const few = planOf(shapeOf(3_840, 1_080)).panels.length
  const many = planOf(shapeOf(7_680, 2_160)).panels.length

  expect(many).toBeGreaterThan(few)
})

it.each(shapes.filter(({ kind }) => kind !== 'screen'))('lets no seam of %o cut a line of text', shape => {
  const seams = [1 / 4, 1 / 3, 1 / 2, 2 / 3, 3 / 4].map(part => part * pageRows)
  const titles = planOf(shape).panels.map(panel => panel.rows[0])

  expect(seams.every(Number.isInteger)).toBe(true)
  expect(titles.filter(from => seams.includes(from + 1))).toEqual([])
})

it('calls no two panels by one name', () => {
  expect(new Set(plannedPanels.map(panel => panel.id)).size).toBe(plannedPanels.length)
})

it('measures a label as a sixtieth of the height', () => {
  expect(labelPx(2_160)).toBe(36)
})
