import { attachmentLines, faces, page, rowPt, textWidthPt, cellSidesPt } from './layout.ts'
import type { CaseDocument, DocumentBlock, DocumentCell, TableBlock } from './model.ts'

/** Chinese and its marks are as wide as they are high; figures and Latin letters take little more than half of it. */
const widthEm = (text: string): number => [...text].reduce((sum, one) => sum + (one < '\u0100' ? 0.56 : 1), 0)

/** What must not begin a line goes with the character before it, and figures and Latin letters stay one word. */
const pieces = /(?:[!-~]+|[^!-~])[，。、；：？！）〕》」』”’…]*/gu

/** How many lines of so many characters' width a text takes. */
function linesOf(text: string, width: number): number {
  let [lines, filled] = [1, 0]
  for (const [piece] of text.matchAll(pieces)) {
    const wide = widthEm(piece)
    const begins = filled > 0 && filled + wide > width
    filled = begins ? wide : filled + wide
    lines += (begins ? 1 : 0) + Math.max(0, Math.ceil(filled / width) - 1)
    filled = filled > width ? filled % width : filled
  }
  return lines
}

/** How many lines a text takes in a cell that fills `share` hundredths of the page's width; an estimate, rather too many. */
function linesIn(text: string, share: number): number {
  const width = ((textWidthPt * share) / 100 - cellSidesPt) / faces.table.sizePt
  return text.split('\n').reduce((sum, line) => sum + linesOf(line, width), 0)
}

/** What is left empty of a cell's own room below its text, in points. */
export const sparePt = (cell: DocumentCell, share: number): number =>
  Math.max(0, cell.lines - linesIn(cell.text, share)) * faces.table.linePt

/** Where somebody is still to write, two lines are the least. */
const leastLines = (cell: DocumentCell, share: number): number =>
  cell.text === '' && cell.lines > 1 ? 2 : linesIn(cell.text, share)

/** The cells of a row with the shares of the width that they fill. */
function sharedOut(
  cells: readonly DocumentCell[],
  shares: readonly number[],
): (readonly [DocumentCell, number])[] {
  let column = 0
  return cells.map(cell => {
    const filled = shares.slice(column, column + cell.span)
    column += cell.span
    return [cell, filled.reduce((sum, share) => sum + share, 0)]
  })
}

const tablePt = ({ rows, shares }: TableBlock): number =>
  rows.reduce((sum, cells) => {
    const full = sharedOut(cells, shares).map(([cell, share]) => ({
      ...cell,
      lines: Math.max(cell.lines, linesIn(cell.text, share)),
    }))
    return sum + rowPt(full)
  }, faces.table.linePt)

function blockPt(block: DocumentBlock): number {
  switch (block.kind) {
    case 'table':
      return tablePt(block)
    case 'attachments':
      return (attachmentLines(block.names).length + 1) * page.linePt
    case 'signers':
      return 2 * faces.note.linePt
    case 'paragraph':
      return Math.ceil(widthEm(block.text) / page.characters + 0.1) * page.linePt
    case 'seal':
      return 5 * page.linePt
  }
}

const pagePt = page.lines * page.linePt
const fits = (blocks: readonly DocumentBlock[], abovePt = titlePt): boolean =>
  blocks.reduce((sum, block) => sum + blockPt(block), abovePt) <= pagePt

const titlePt = faces.title.linePt + faces.note.linePt + 8
/** Issuer, number and title with a line between each two, and the red line. */
const headPt = faces.head.linePt + faces.title.linePt + 4 * page.linePt + 14

/**
 * Lines left blank below the red line: two; one where two would push the place of the stamp off a page that holds all
 * else, and one above a form. Source: GB/T 9704—2012, 7.3.1, and 7.3.5: no stamp stands on a page without text.
 */
export function titleDropLines({ blocks }: Pick<CaseDocument, 'blocks'>): number {
  const [form = -1, seal = -1] = ['table', 'seal'].map(kind => blocks.findIndex(one => one.kind === kind))
  if (form >= 0 && form < seal) return 1
  const text = blocks.slice(0, form < 0 ? undefined : form)
  return fits(text, headPt + page.linePt) || !fits(text, headPt) ? 2 : 1
}

/** Leaves cells no more empty lines than these. */
const spared = (blocks: readonly DocumentBlock[], lines: number): DocumentBlock[] =>
  blocks.map(block => {
    if (block.kind !== 'table') return block
    const rows = block.rows.map(cells =>
      sharedOut(cells, block.shares).map(([cell, share]) => ({
        ...cell,
        lines: Math.min(cell.lines, leastLines(cell, share) + lines),
      })),
    )
    return { ...block, rows }
  })

const mostLines = 20

/** A form on one page, where less room to write on can bring that about; else as it is. */
export function onOnePage(blocks: readonly DocumentBlock[]): DocumentBlock[] {
  if (fits(blocks)) return [...blocks]
  for (let lines = mostLines; lines >= 0; lines -= 1) {
    const tighter = spared(blocks, lines)
    if (fits(tighter)) return tighter
  }
  return [...blocks]
}
