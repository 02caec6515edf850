import { strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { fileText } from '../fileText.ts'
import { readTable } from '../readTable.ts'
import { readWorkbook } from './readWorkbook.ts'

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const links = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packed = 'http://schemas.openxmlformats.org/package/2006/relationships'

const text = (ref: string, said: string) => `<c r="${ref}" t="inlineStr"><is><t>${said}</t></is></c>`
const shared = (ref: string, at: number) => `<c r="${ref}" t="s"><v>${at}</v></c>`
const number = (ref: string, value: number | string) => `<c r="${ref}" s="1"><v>${value}</v></c>`
const row = (n: number, ...cells: readonly string[]) => `<row r="${n}">${cells.join('')}</row>`

interface Sheet {
  readonly rows: readonly string[]
  readonly merged?: readonly string[]
  readonly state?: 'hidden' | 'veryHidden'
}

const sheetXml = ({ rows, merged = [] }: Sheet): string =>
  `<worksheet xmlns="${main}"><sheetData>${rows.join('')}</sheetData><mergeCells>${merged
    .map(ref => `<mergeCell ref="${ref}"/>`)
    .join('')}</mergeCells></worksheet>`

interface Book {
  readonly sheets: readonly Sheet[]
  readonly texts?: readonly string[]
  readonly from1904?: boolean
  readonly more?: Readonly<Record<string, Uint8Array>>
}

/** A workbook as Excel saves it, as far as its cells go. */
function aWorkbook({ sheets, texts = [], from1904 = false, more = {} }: Book): Uint8Array {
  const named = sheets.map(({ state }, i) => {
    const hidden = state ? ` state="${state}"` : ''
    return `<sheet name="表${i + 1}" sheetId="${i + 1}" r:id="rId${i + 1}"${hidden}/>`
  })
  const targets = sheets.map(
    (_, i) => `<Relationship Id="rId${i + 1}" Target="worksheets/sheet${i + 1}.xml"/>`,
  )
  const parts = {
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${links}"><workbookPr date1904="${from1904 ? 1 : 0}"/><sheets>${named.join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${packed}">${targets.join('')}</Relationships>`,
    'xl/sharedStrings.xml': `<sst xmlns="${main}">${texts.map(said => `<si>${said}</si>`).join('')}</sst>`,
    ...Object.fromEntries(sheets.map((sheet, i) => [`xl/worksheets/sheet${i + 1}.xml`, sheetXml(sheet)])),
  }
  const files = Object.entries(parts).map(([name, xml]) => [name, strToU8(xml)] as const)
  return zipSync({ ...Object.fromEntries(files), ...more })
}

const tableIn = (bytes: Uint8Array) => {
  const read = readWorkbook(bytes)
  if (!read.ok) throw new Error(read.refusal.code)
  const { rows, faults } = readTable(read.value, 2026)
  return { rows: rows.map(({ day, kind, name }) => [day, kind, name].join(' ')), faults }
}
const codeOf = (bytes: Uint8Array): string => {
  const read = readWorkbook(bytes)
  return read.ok ? 'read' : read.refusal.code
}

const heading = row(2, text('A2', '日期'), text('B2', '类别'), text('C2', '名称'))

describe('a workbook', () => {
  it('is read with its days as Excel counts them and as people write them, below a title and a merged name', () => {
    const rows = [
      row(1, text('A1', '2026年节假日安排表')),
      heading,
      row(3, number('A3', 46296), shared('B3', 0), shared('C3', 1)),
      row(4, text('A4', '2026-10-02'), shared('B4', 0), '<c r="C4"/>'),
      row(5, text('A5', '2026/10/3'), shared('B5', 0)),
      row(6, text('A6', '2026年10月4日'), shared('B6', 0)),
      row(
        8,
        '<c r="A8" t="d"><v>2026-10-10T00:00:00</v></c>',
        text('B8', '班'),
        text('C8', '调休 &amp; 上班'),
      ),
    ]
    const texts = ['<t>休</t>', '<r><t>国庆</t></r><r><t>节</t></r><rPh><t>guoqing</t></rPh>']
    const { rows: read, faults } = tableIn(
      aWorkbook({ sheets: [{ rows, merged: ['A1:C1', 'C3:C6'] }], texts }),
    )

    expect(read).toEqual([
      '2026-10-01 off 国庆节',
      '2026-10-02 off 国庆节',
      '2026-10-03 off 国庆节',
      '2026-10-04 off 国庆节',
      '2026-10-10 work 调休 & 上班',
    ])
    expect(faults).toEqual([])
  })

  it('shows its first sheet that is not hidden', () => {
    const sheets = [
      { state: 'veryHidden', rows: [row(1, text('A1', '2026-05-01'), text('B1', '休'))] },
      { state: 'hidden', rows: [row(1, text('A1', '2026-05-02'), text('B1', '休'))] },
      { rows: [row(1, text('A1', '2026-05-03'), text('B1', '休'))] },
    ] as const

    expect(tableIn(aWorkbook({ sheets })).rows).toEqual(['2026-05-03 off '])
  })

  it('counts formulas by the results saved with them, and tells of one that failed', () => {
    const rows = [
      row(1, '<c r="A1"><f>DATE(2026,10,1)</f><v>46296</v></c>', text('B1', '休')),
      row(2, '<c r="A2" t="e"><f>A1+X</f><v>#NAME?</v></c>', text('B2', '休')),
    ]
    const { rows: read, faults } = tableIn(aWorkbook({ sheets: [{ rows }] }))

    expect(read).toEqual(['2026-10-01 off '])
    expect(faults).toMatchObject([{ line: 2, why: 'day' }])
  })

  it('of an old Mac counts its days from 1904', () => {
    const rows = [row(1, number('A1', 44834), text('B1', '休'))]

    expect(readWorkbook(aWorkbook({ sheets: [{ rows }], from1904: true }))).toMatchObject({
      value: '2026-10-01\t休',
    })
  })

  it('is known by what it holds, whatever it is called', async () => {
    const bytes = aWorkbook({ sheets: [{ rows: [row(1, text('A1', '2026-05-01'), text('B1', '休'))] }] })
    const file = { name: '2026.csv', size: bytes.length, arrayBuffer: async () => bytes.slice().buffer }

    expect(await fileText(file)).toMatchObject({ value: '2026-05-01\t休' })
  })
})

const old = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]
const utf16 = (name: string) => [...name].flatMap(letter => [letter.charCodeAt(0), 0])
const many = Array.from({ length: 1_001 }, (_, i) => row(i + 1, text(`A${i + 1}`, '2026-05-01')))
const bomb = { 'xl/worksheets/sheet9.xml': new Uint8Array(17 * 1_024 * 1_024) }
const whole = aWorkbook({ sheets: [{ rows: [heading] }] })

describe('a file that is no workbook to be read', () => {
  it.each([
    ['old', 'a workbook from before Excel 2007', new Uint8Array([...old, ...utf16('Workbook')])],
    ['encrypted', 'one with a password', new Uint8Array([...old, ...utf16('EncryptedPackage')])],
    ['unreadable', 'text under another name', strToU8('2026-10-01,休')],
    ['unreadable', 'nothing', new Uint8Array()],
    ['unreadable', 'a workbook cut off', whole.slice(0, whole.length / 2)],
    ['unreadable', 'another zip', zipSync({ 'word/document.xml': strToU8('<w/>') })],
    [
      'unreadable',
      'one that declares entities',
      zipSync({ 'xl/workbook.xml': strToU8('<!DOCTYPE a []><a/>') }),
    ],
    [
      'unreadable',
      'one without a sheet that is shown',
      aWorkbook({ sheets: [{ rows: [], state: 'hidden' }] }),
    ],
    ['empty', 'an empty sheet', aWorkbook({ sheets: [{ rows: [] }] })],
    ['tooLarge', 'more rows than a year has', aWorkbook({ sheets: [{ rows: many }] })],
    ['tooLarge', 'a small file that swells', aWorkbook({ sheets: [{ rows: [heading] }], more: bomb })],
  ])('is told as %s: %s', (code, _, bytes) => {
    expect(codeOf(bytes)).toBe(`workbook.${code}`)
  })
})
