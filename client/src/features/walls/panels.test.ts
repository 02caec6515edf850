import { describe, expect, it, vi } from 'vitest'
import { aCaseView } from '../cases/builders.ts'
import { anOverview } from '../statistics/builders.ts'
import { aBoard, panelText } from './builders.ts'
import { plannedPanels, planOf, type PlacedPanel } from './plan.ts'

const nothing = { red: 0, orange: 0, yellow: 0, blue: 0 }
const full = { overview: anOverview(), open: [aCaseView({ level: 'red', overdue: true })] }
const board = aBoard(full)
const emptyBoard = aBoard({
  overview: anOverview({ opened30: 0, closed30: 0, openByLevel: nothing, divisions: [] }),
  open: [],
})

const placed = (id: string): PlacedPanel => ({ id, columns: [0, 12], rows: [0, 15] })

describe.each(plannedPanels.map(panel => [panel.id, panel] as const))('the panel %s', (id, { words }) => {
  const title = words.title.replace('{tier}', '乡镇')

  it('stands under its title with the days its numbers are of', () => {
    expect(panelText(placed(id), board)).toContain(`${title}${words.period}`)
  })

  it('says what it means that there is nothing, and only then', () => {
    expect(panelText(placed(id), emptyBoard)).toBe(`${title}${words.period}${words.empty}`)
    expect(panelText(placed(id), board)).not.toContain(words.empty)
  })

  it('shows nothing of its own before the numbers are there', () => {
    const states = { numbers: { kind: 'unread' }, cases: { kind: 'unread' } } as const
    const unread = aBoard({ overview: undefined, open: [] }, { states })

    expect(panelText(placed(id), unread)).toBe(`${title}${words.period}尚未读取`)
  })
})

it('says so in its place where a kept plan names a panel that this version has not', () => {
  expect(panelText(placed('parking'), board)).toBe('未知面板此版本没有名为“parking”的面板。')
})

it('lets a panel that would delay the map wait for it', async () => {
  expect(panelText(placed('trend'), board)).toMatch(/正在读取$/)
  expect(panelText(placed('trend'), aBoard(full, { isMapDrawn: true }))).not.toContain('正在读取')
  // What draws the chart comes later than this panel is looked at.
  await vi.dynamicImportSettled()
})

it('keeps a plan as names and places alone', () => {
  const plan = planOf({ kind: 'wide', isDense: true })

  expect(JSON.parse(JSON.stringify(plan))).toEqual(plan)
})
