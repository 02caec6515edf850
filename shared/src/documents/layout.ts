import type { DocumentCell } from './model.ts'

/**
 * The page of an official document. Lengths in millimetres, type in points.
 * Source: GB/T 9704—2012, 5.2 (page), 5.2.3 (type, lines), 7.5 (page number); domain.md §4.6.
 */
export const page = {
  widthMm: 210,
  heightMm: 297,
  topMm: 37,
  bottomMm: 35,
  leftMm: 28,
  rightMm: 26,
  /** 22 lines to a page: within the 28 to 30 pt that 三号 is set in. */
  lines: 22,
  linePt: 28.95,
  /** 28 characters to a line: each is set so much closer than 三号 is wide. */
  characters: 28,
  closerPt: 0.25,
  /** From the text to the page number below it. */
  footMm: 7,
} as const

/** 号 of Chinese type, in points. */
export const sizesPt = { 二号: 22, 小二: 18, 三号: 16, 四号: 14, 小四: 12 } as const

export type Look =
  'title' | 'body' | 'heading' | 'subheading' | 'table' | 'label' | 'head' | 'number' | 'note'

interface Typeface {
  /** The name of the font as offices in China have it. */
  readonly font: '方正小标宋简体' | '仿宋_GB2312' | '黑体' | '楷体_GB2312' | '宋体'
  readonly sizePt: number
  readonly linePt: number
}

/** How each kind of text is set, the same in Word and on the printed page. */
export const faces: Readonly<Record<Look, Typeface>> = {
  title: { font: '方正小标宋简体', sizePt: sizesPt.二号, linePt: 34 },
  body: { font: '仿宋_GB2312', sizePt: sizesPt.三号, linePt: page.linePt },
  heading: { font: '黑体', sizePt: sizesPt.三号, linePt: page.linePt },
  subheading: { font: '楷体_GB2312', sizePt: sizesPt.三号, linePt: page.linePt },
  table: { font: '仿宋_GB2312', sizePt: sizesPt.小四, linePt: 20 },
  label: { font: '黑体', sizePt: sizesPt.小四, linePt: 20 },
  /** The issuer above the red line. */
  head: { font: '方正小标宋简体', sizePt: 36, linePt: 52 },
  number: { font: '宋体', sizePt: sizesPt.四号, linePt: 22 },
  note: { font: '楷体_GB2312', sizePt: sizesPt.四号, linePt: 22 },
}

/** 红色标识: the red of the head and of the line below it, as six hex digits. */
export const headRed = 'D7000F'

export const textWidthPt = ((page.widthMm - page.leftMm - page.rightMm) * 72) / 25.4

/** The size of a head that a longer name still fits on one line with. */
export const headSizePt = (issuer: string): number =>
  Math.min(faces.head.sizePt, Math.floor(textWidthPt / Math.max(1, issuer.length)))

/** From the text of a cell to its edges, left and right together. */
export const cellSidesPt = 10

type CellRoom = Pick<DocumentCell, 'text' | 'lines' | 'foot'>

/** The least height of a row: its roomiest cell, with a line more where there is a foot, and what parts text and edges. */
export const rowPt = (cells: readonly CellRoom[]): number =>
  Math.max(...cells.map(({ lines, foot }) => lines + (foot === null ? 0 : 1))) * faces.table.linePt + 10

/** Rows that are short stay whole; one with a long text goes on to the next page. */
export const mayBreak = (cells: readonly CellRoom[]): boolean => cells.some(({ text }) => text.length >= 400)

/** A row of few lines that, as the last of its table, does not stand on a page alone. */
export const isKept = (cells: readonly Pick<CellRoom, 'text'>[]): boolean =>
  cells.every(({ text }) => text.length < 150)

/** 附件: one is named, several are numbered below each other. Source: GB/T 9704—2012, 7.3.4. */
export const attachmentLines = (names: readonly string[]): string[] =>
  names.length === 1
    ? [`附件：${names[0] ?? ''}`]
    : names.map((name, i) => `${i === 0 ? '附件：' : '　　　'}${i + 1}．${name}`)
