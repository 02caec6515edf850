import { faces, headRed, headSizePt, page, titleDropLines, type CaseDocument } from '@shuniu/shared/documents'
import {
  BorderStyle,
  Document,
  DocumentGridType,
  Footer,
  Header,
  Packer,
  PageNumber,
  type Paragraph,
  TextRun,
} from 'docx'
import { drawn } from './blocks.ts'
import { align, line, mmTwips, twips } from './text.ts'

const footTwips = mmTwips(page.bottomMm - page.footMm) - twips(faces.number.sizePt)

/** — 1 —, outside below the text: at the right of odd pages, at the left of even ones. */
function footer(side: 'left' | 'right'): Footer {
  const { font, sizePt } = faces.number
  const indent = { [side]: twips(sizePt) }
  const number = new TextRun({
    children: ['— ', PageNumber.CURRENT, ' —'],
    font: { ascii: font, hAnsi: font, eastAsia: font, cs: font },
    size: sizePt * 2,
  })
  return new Footer({
    children: [line('number', '', { alignment: align[side], indent, children: [number] })],
  })
}

const header = (note: string | null): Header =>
  new Header({ children: [line('note', note ?? '', { alignment: align.right })] })

const redLine = { bottom: { style: BorderStyle.SINGLE, size: 18, space: 11, color: headRed } } as const

/** The red head with its number above the red line; of a form the line with the case's number. */
function headOf(caseDocument: CaseDocument): Paragraph[] {
  const { head, number, title } = caseDocument
  const dropPt = head ? titleDropLines(caseDocument) * page.linePt : 0
  const titled = line('title', title, { alignment: align.centre, beforePt: dropPt })
  if (!head) return [titled, line('note', number ?? '', { alignment: align.right, beforePt: 6 })]
  const sizePt = headSizePt(head.issuer)
  return [
    line('head', head.issuer, { alignment: align.centre, color: headRed, sizePt }),
    line('body', head.number, { alignment: align.centre, border: redLine, beforePt: page.linePt }),
    titled,
    line('body', ''),
  ]
}

function documentOf(caseDocument: CaseDocument): Document {
  const { topMm, bottomMm, leftMm, rightMm, widthMm, heightMm, linePt } = page
  const margin = {
    top: mmTwips(topMm),
    bottom: mmTwips(bottomMm),
    left: mmTwips(leftMm),
    right: mmTwips(rightMm),
    footer: footTwips,
    header: mmTwips(20),
  }
  return new Document({
    title: `${caseDocument.title} ${caseDocument.caseNumber}`,
    creator: caseDocument.head?.issuer ?? '',
    evenAndOddHeaderAndFooters: true,
    sections: [
      {
        properties: {
          page: { size: { width: mmTwips(widthMm), height: mmTwips(heightMm) }, margin },
          grid: { type: DocumentGridType.DEFAULT, linePitch: twips(linePt) },
        },
        headers: { default: header(caseDocument.note), even: header(caseDocument.note) },
        footers: { default: footer('right'), even: footer('left') },
        children: [...headOf(caseDocument), ...caseDocument.blocks.flatMap(drawn)],
      },
    ],
  })
}

/** The document as a Word file. */
export const wordOf = (caseDocument: CaseDocument): Promise<Buffer> =>
  Packer.toBuffer(documentOf(caseDocument))
