import { attachmentLines, faces, type PaperBlock } from '@shuniu/shared/papers'
import { BorderStyle, type Paragraph, type Table } from 'docx'
import { align, indented, line, twips } from './text.ts'
import { signersOf, tableOf } from './table.ts'

type Drawn = (Paragraph | Table)[]
type ParagraphBlock = Extract<PaperBlock, { kind: 'paragraph' }>

const ruled = { bottom: { style: BorderStyle.DOTTED, size: 6, space: 0, color: '000000' } } as const
const fourCharacters = twips(4 * faces.body.sizePt)

function paragraphOf({ look, text }: ParagraphBlock): Paragraph {
  switch (look) {
    case 'addressee':
      return line('body', text, { alignment: align.left })
    case 'body':
      return line('body', text, { alignment: align.both, indent: indented })
    case 'heading':
    case 'subheading':
      return line(look, text, { indent: indented, keepNext: true })
    case 'blank':
      return line('body', '', { border: ruled })
    case 'right':
      return line('body', text, { alignment: align.right })
    case 'cover':
      return line('title', text, { alignment: align.centre, beforePt: 60 })
  }
}

const gap = (): Paragraph => line('table', '')

/** One block of a paper in Word's terms; a table is followed by a little room, so that no two grow together. */
export function drawn(block: PaperBlock): Drawn {
  switch (block.kind) {
    case 'paragraph':
      return [paragraphOf(block)]
    case 'table':
      return [tableOf(block), gap()]
    case 'attachments':
      return attachmentLines(block.names).map(text =>
        line('body', text, { indent: { firstLine: twips(2 * faces.body.sizePt) } }),
      )
    case 'seal': {
      const indent = { right: fourCharacters }
      return [
        line('body', `${block.unit}（盖章）`, {
          alignment: align.right,
          indent,
          beforePt: 29,
          keepNext: true,
        }),
        line('body', block.date, { alignment: align.right, indent }),
        gap(),
      ]
    }
    case 'signers':
      return [signersOf(block), gap()]
  }
}
