import { cellSidesPt, faces, page, type Look } from '@shuniu/shared/documents'
import {
  AlignmentType,
  LineRuleType,
  Paragraph,
  TextRun,
  type IParagraphOptions,
  type ITableCellOptions,
} from 'docx'

/** In twentieths of a point, as Word measures. */
export const twips = (pt: number): number => Math.round(pt * 20)
export const mmTwips = (mm: number): number => Math.round((mm * 1_440) / 25.4)
/** Hundredths of a character. */
const twoCharacters = 200

export const align = {
  left: AlignmentType.LEFT,
  right: AlignmentType.RIGHT,
  centre: AlignmentType.CENTER,
  both: AlignmentType.BOTH,
} as const

type ParagraphOptions = Pick<
  IParagraphOptions,
  'alignment' | 'indent' | 'border' | 'keepNext' | 'children'
> & {
  readonly sizePt?: number
  readonly color?: string
  readonly beforePt?: number
}

/**
 * What is set twenty-eight characters to a line and twenty-two lines to a page. Said with each text instead of by the
 * document's grid, into which some programs would pull apart whatever is set smaller.
 */
const set: readonly Look[] = ['body', 'heading', 'subheading']

/** Text set by its face; the name of the font is said for every script, since forms mix figures into their Chinese. */
export function run(
  look: Look,
  text: string,
  { sizePt, color }: Pick<ParagraphOptions, 'sizePt' | 'color'> = {},
): TextRun {
  const { font, sizePt: usualPt } = faces[look]
  const size = Math.round((sizePt ?? usualPt) * 2)
  const named = { ascii: font, hAnsi: font, eastAsia: font, cs: font, hint: 'eastAsia' }
  const characterSpacing = set.includes(look) ? twips(-page.closerPt) : 0
  return new TextRun({ text, font: named, size, characterSpacing, ...(color !== undefined && { color }) })
}

/** One paragraph of fixed lines. */
export function line(look: Look, text: string, more: ParagraphOptions = {}): Paragraph {
  const { sizePt, color, beforePt = 0, children, ...options } = more
  const pitch = Math.max(faces[look].linePt, (sizePt ?? 0) * 1.4)
  return new Paragraph({
    ...options,
    spacing: { line: twips(pitch), lineRule: LineRuleType.EXACT, before: twips(beforePt), after: 0 },
    children: children ?? [run(look, text, { ...(sizePt && { sizePt }), ...(color && { color }) })],
  })
}

export const indented = { firstLine: twips(2 * faces.body.sizePt), firstLineChars: twoCharacters } as const

/** The width of the text, in twips. */
export const textWidth = mmTwips(page.widthMm - page.leftMm - page.rightMm)

export const cellMargins: NonNullable<ITableCellOptions['margins']> = {
  top: twips(3),
  bottom: twips(3),
  left: twips(cellSidesPt / 2),
  right: twips(cellSidesPt / 2),
}
/** A word of five characters still stands on one line. */
export const labelMargins: typeof cellMargins = { ...cellMargins, left: twips(2), right: twips(2) }
