import { attachmentLines, faces, page, type DocumentBlock } from '@shuniu/shared/documents'
import { BorderStyle, type Paragraph, type Table } from 'docx'
import { align, indented, line, twips } from './text.ts'
import { signersOf, tableOf } from './table.ts'

type WordBlocks = (Paragraph | Table)[]
type ParagraphBlock = Extract<DocumentBlock, { kind: 'paragraph' }>

/**
 * A line to be written on. Borders that are alike would become those of one box, drawn round all the lines that follow
 * each other: every other one is black by a shade less.
 */
const ruled = (i: number) => {
  const color = i % 2 === 0 ? '000000' : '010101'
  return { border: { bottom: { style: BorderStyle.DOTTED, size: 6, space: 0, color } } } as const
}

/** 成文日期 ends four characters from the edge, the issuer is centred above it. Source: GB/T 9704—2012, 7.3.5. */
const dateEnds = 4

function paragraphOf({ look, text }: ParagraphBlock, i: number, keepNext: boolean): Paragraph {
  switch (look) {
    case 'addressee':
      return line('body', text, { alignment: align.left })
    case 'body':
      return line('body', text, { alignment: align.both, indent: indented, keepNext })
    case 'heading':
    case 'subheading':
      return line(look, text, { indent: indented, keepNext: true })
    case 'blank':
      return line('body', '', { ...ruled(i), keepNext })
    case 'right':
      return line('body', text, { alignment: align.right })
    case 'cover':
      return line('title', text, { alignment: align.centre, beforePt: 60 })
  }
}

const gap = (keepNext = false): Paragraph => line('table', '', { keepNext })

/**
 * One block of a document in Word's terms: a table is followed by a little room, so that no two grow
 * together; the place of the stamp and who signs do not stand on a page without text.
 */
export function drawn(block: DocumentBlock, i: number, all: readonly DocumentBlock[]): WordBlocks {
  const next = all[i + 1]
  const isSigned = next?.kind === 'seal' || next?.kind === 'signers'
  switch (block.kind) {
    case 'paragraph':
      return block.look === 'cover'
        ? [paragraphOf(block, i, true), gap(), gap()]
        : [paragraphOf(block, i, isSigned)]
    case 'table':
      return [tableOf(block, isSigned), gap(isSigned)]
    case 'attachments':
      return attachmentLines(block.names).map((text, i) =>
        line('body', text, {
          indent: { firstLine: twips(2 * faces.body.sizePt) },
          beforePt: i === 0 ? page.linePt : 0,
        }),
      )
    case 'seal': {
      const indent = (characters: number) => ({ right: twips(characters * faces.body.sizePt) })
      const unitEnds = dateEnds + Math.max(0, (block.date.length - block.unit.length) / 2)
      const unit = {
        alignment: align.right,
        indent: indent(unitEnds),
        beforePt: 2 * page.linePt,
        keepNext: true,
      }
      return [
        line('body', block.unit, unit),
        line('body', block.date, {
          alignment: align.right,
          indent: indent(dateEnds),
          keepNext: next?.kind === 'signers',
        }),
      ]
    }
    case 'signers':
      return [gap(true), signersOf(block), gap()]
  }
}
