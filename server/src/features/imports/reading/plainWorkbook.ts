import { unzipSync, zipSync, type Zippable } from 'fflate'
import { textOf } from './textOf.ts'

/** What says which sheet is which, and the texts of cells, must be known before the sheets are read. */
const order = [
  /^\[Content_Types\]\.xml$/,
  /\.rels$/,
  /^xl\/workbook\.xml$/,
  /^xl\/styles\.xml$/,
  /^xl\/sharedStrings\.xml$/,
]
const sheets = /^xl\/worksheets\/[^/]+\.xml$/

const isRead = (name: string): boolean => sheets.test(name) || order.some(one => one.test(name))

const placeOf = (name: string): number => {
  const at = order.findIndex(one => one.test(name))
  return at < 0 ? order.length : at
}

const asReference = (letter: string): string => `&#${letter.codePointAt(0) ?? 0xfffd};`

/** A workbook that can be read in pieces, and what those who read it so are not told. */
export interface PlainWorkbook {
  readonly bytes: Uint8Array
  /** Of each sheet in the order in which it is read. */
  readonly hiddenRows: readonly number[]
}

const hiddenRow = /<row\b[^>]*\bhidden="(?:1|true)"/g

/**
 * The parts of a workbook that are read, each letter beyond ASCII as a character reference, the small parts first. The
 * library that reads workbooks in pieces cuts longer letters in two where a piece ends.
 */
export function plainWorkbook(packed: Uint8Array): PlainWorkbook {
  const parts = unzipSync(packed, { filter: ({ name }) => isRead(name) })
  const plain: Zippable = {}
  const hiddenRows: number[] = []
  for (const name of Object.keys(parts).sort((a, b) => placeOf(a) - placeOf(b))) {
    const part = parts[name]
    if (!part) continue
    const text = textOf(part).replace(/^\uFEFF/, '')
    if (sheets.test(name)) hiddenRows.push(text.match(hiddenRow)?.length ?? 0)
    const references = text.replaceAll(/[^\t\n\r -~]/gu, asReference)
    plain[name] = [new TextEncoder().encode(references), { level: 0 }]
  }
  return { bytes: zipSync(plain), hiddenRows }
}
