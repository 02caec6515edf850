import {
  isKept,
  mayBreak,
  rowPt,
  sparePt,
  type DocumentBlock,
  type DocumentCell,
  type TableBlock,
} from '@shuniu/shared/documents'
import {
  BorderStyle,
  HeightRule,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  VerticalAlignTable,
  WidthType,
} from 'docx'
import { align, cellMargins, labelMargins, line, textWidth, twips } from './text.ts'

type SignersBlock = Extract<DocumentBlock, { kind: 'signers' }>

const widthsOf = (shares: readonly number[]): number[] => {
  const whole = shares.reduce((sum, share) => sum + share, 0)
  return shares.map(share => Math.floor((textWidth * share) / whole))
}

const sumOf = (widths: readonly number[]): number => widths.reduce((sum, width) => sum + width, 0)

/** A cell with its width in twips. */
type Placed = readonly [cell: DocumentCell, width: number]

/**
 * A value is set from the left and its text from the top where it has room for several lines; all else in the middle.
 * What is signed stands below the room that the text leaves.
 */
function cellOf([cell, width]: Placed, keepNext: boolean): TableCell {
  const { look, text, span, lines, foot } = cell
  const face = look === 'label' ? 'label' : 'table'
  const beforePt = sparePt(cell, (100 * width) / textWidth)
  const alignment = look === 'value' ? align.left : align.centre
  const said = text.split('\n').map(one => line(face, one, { alignment, keepNext }))
  const signed = foot === null ? [] : [line('table', foot, { alignment: align.right, beforePt, keepNext })]
  return new TableCell({
    children: [...said, ...signed],
    columnSpan: span,
    width: { size: width, type: WidthType.DXA },
    margins: look === 'label' ? labelMargins : cellMargins,
    verticalAlign: look === 'value' && lines > 1 ? VerticalAlignTable.TOP : VerticalAlignTable.CENTER,
  })
}

interface WordTableRow {
  readonly isHead: boolean
  /** It stands on the page of the row or the line that follows. */
  readonly keepNext: boolean
}

function rowOf(
  cells: readonly DocumentCell[],
  widths: readonly number[],
  { isHead, keepNext }: WordTableRow,
): TableRow {
  let column = 0
  const children = cells.map(cell => {
    const width = sumOf(widths.slice(column, column + cell.span))
    column += cell.span
    return cellOf([cell, width], keepNext)
  })
  return new TableRow({
    children,
    tableHeader: isHead,
    cantSplit: !mayBreak(cells),
    height: { value: twips(rowPt(cells)), rule: HeightRule.ATLEAST },
  })
}

const edge = { style: BorderStyle.SINGLE, size: 6, color: '000000' } as const
const none = { style: BorderStyle.NONE, size: 0, color: 'auto' } as const
const boxed = {
  top: edge,
  bottom: edge,
  left: edge,
  right: edge,
  insideHorizontal: edge,
  insideVertical: edge,
}
const underLine = {
  top: edge,
  bottom: none,
  left: none,
  right: none,
  insideHorizontal: none,
  insideVertical: none,
}

/** A short last row has the row before it, and goes with what must stand `keepNext` to it. */
export function tableOf({ shares, hasHead, rows }: TableBlock, keepNext: boolean): Table {
  const widths = widthsOf(shares)
  const last = rows.length - 1
  const isLastKept = isKept(rows[last] ?? [])
  const goesOn = (cells: readonly DocumentCell[], i: number) =>
    !mayBreak(cells) && ((isLastKept && i === last - 1) || (keepNext && i === last))
  return new Table({
    rows: rows.map((cells, i) =>
      rowOf(cells, widths, { isHead: hasHead && i === 0, keepNext: goesOn(cells, i) }),
    ),
    columnWidths: widths,
    width: { size: sumOf(widths), type: WidthType.DXA },
    layout: TableLayoutType.FIXED,
    borders: boxed,
  })
}

/** 签发、审核、经办 side by side below a line. */
export function signersOf({ people }: SignersBlock): Table {
  const widths = widthsOf(people.map(() => 1))
  const cells = people.map(
    ({ label, name }, i) =>
      new TableCell({
        children: [line('note', `${label}：${name}`)],
        width: { size: widths[i] ?? 0, type: WidthType.DXA },
        margins: cellMargins,
      }),
  )
  return new Table({
    rows: [new TableRow({ children: cells, cantSplit: true })],
    columnWidths: widths,
    width: { size: sumOf(widths), type: WidthType.DXA },
    layout: TableLayoutType.FIXED,
    borders: underLine,
  })
}
