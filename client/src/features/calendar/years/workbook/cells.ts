import { readDay } from '../readTable.ts'

/** The cells of a sheet by row and column, in words; the numbers that Excel counts days by as days. */
export type Grid = readonly (readonly string[])[]

/** Further right stands nothing of a year's table. */
const mostColumns = 30
/** From the days of 1904 to those of 1900, which old Macs counted from. */
const daysFrom1904 = 1_462

/** The elements of a name, whatever prefix its author gave it. */
export const elements = (within: Document | Element, name: string): Element[] =>
  [...within.getElementsByTagName('*')].filter(({ localName }) => localName === name)

const textIn = (within: Element): string =>
  elements(within, 't')
    .filter(({ parentElement }) => parentElement?.localName !== 'rPh')
    .map(({ textContent }) => textContent)
    .join('')

/** The texts that cells point to by their number; without how they are pronounced. */
export const sharedTexts = (xml: Document): string[] => elements(xml, 'si').map(textIn)

interface CellPlace {
  readonly row: number
  readonly column: number
}

/** B3 as row 2 and column 1; undefined for what names no cell. */
function spotOf(ref: string | null | undefined): CellPlace | undefined {
  const [, letters, row] = /^([A-Z]{1,3})(\d{1,7})$/.exec(ref ?? '') ?? []
  if (letters === undefined) return undefined
  const column = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
  return { row: Number(row) - 1, column }
}

export interface CellReading {
  readonly texts: readonly string[]
  readonly from1904: boolean
}

function numberText(value: string, { from1904 }: CellReading): string {
  const counted = Number(value)
  if (value === '' || !Number.isFinite(counted)) return value
  const isDay = Number.isInteger(counted) && counted > 9_999 && counted < 100_000
  const day = isDay ? readDay(String(counted + (from1904 ? daysFrom1904 : 0))) : undefined
  return day ?? String(counted)
}

/** A formula counts by the result that was saved with it. */
function cellText(cell: Element, reading: CellReading): string {
  const value = elements(cell, 'v')[0]?.textContent ?? ''
  switch (cell.getAttribute('t')) {
    case 's':
      return reading.texts[Number(value)] ?? ''
    case 'inlineStr':
      return textIn(cell)
    case 'd':
      return value.slice(0, 10)
    case 'n':
    case null:
      return numberText(value, reading)
    default:
      return value
  }
}

const tidy = (text: string): string => text.replaceAll(/\s+/g, ' ').trim()

/** What was merged down a column says the same in each of its rows. */
function fillDown(grid: Map<number, string[]>, ref: string | null): void {
  const [from, to] = (ref ?? '').split(':').map(spotOf)
  if (!from || !to || to.row === from.row) return
  const text = grid.get(from.row)?.[from.column] ?? ''
  for (const [row, cells] of grid) if (row > from.row && row <= to.row) cells[from.column] = text
}

/** The rows of a sheet that hold anything, top to bottom. */
export function gridOf(sheet: Document, reading: CellReading): Grid {
  const grid = new Map<number, string[]>()
  for (const cell of elements(sheet, 'c')) {
    const spot = spotOf(cell.getAttribute('r'))
    if (!spot || spot.column >= mostColumns) continue
    const cells = grid.get(spot.row) ?? Array.from({ length: mostColumns }, () => '')
    cells[spot.column] = tidy(cellText(cell, reading))
    grid.set(spot.row, cells)
  }
  for (const merged of elements(sheet, 'mergeCell')) fillDown(grid, merged.getAttribute('ref'))
  return [...grid]
    .sort(([a], [b]) => a - b)
    .map(([, cells]) => cells.slice(0, cells.findLastIndex(text => text !== '') + 1))
    .filter(cells => cells.length > 0)
}
