import { readFile } from 'node:fs/promises'
import { Readable } from 'node:stream'
import type { SheetCell } from '@shuniu/shared/imports'
import { importBounds } from '@shuniu/shared/imports/bounds'
import exceljs from 'exceljs'
import { WrongFile } from './wrongFile.ts'
import { plainWorkbook, type PlainWorkbook } from './plainWorkbook.ts'
import type { RowSink } from './sink.ts'

const twoDigits = (n: number): string => String(n).padStart(2, '0')

/** A serial date of Excel, which knows no zone: the day it shows. */
const dayOf = (at: Date): string =>
  `${at.getUTCFullYear()}-${twoDigits(at.getUTCMonth() + 1)}-${twoDigits(at.getUTCDate())}`

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null

/** Rich text as plain text; a hyperlink as what it shows. */
function textIn(value: Record<string, unknown>): SheetCell {
  const { richText, text } = value
  if (Array.isArray(richText)) {
    return richText
      .map(part => (isRecord(part) && typeof part['text'] === 'string' ? part['text'] : ''))
      .join('')
  }
  if (typeof text === 'string') return text
  return isRecord(text) ? textIn(text) : null
}

/** A cell as columns are read from; a formula counts as the value it had when the file was saved. */
export function cellOf(value: unknown): { readonly cell: SheetCell; readonly isFormula: boolean } {
  const plain = (cell: SheetCell) => ({ cell, isFormula: false })
  if (value === null || value === undefined) return plain(null)
  if (typeof value === 'string' || typeof value === 'number') return plain(value)
  if (typeof value === 'boolean') return plain(value ? '是' : '否')
  if (value instanceof Date) return plain(Number.isNaN(value.getTime()) ? { broken: 'error' } : dayOf(value))
  if (!isRecord(value)) return plain(null)
  if ('formula' in value || 'sharedFormula' in value) {
    const { result } = value
    const isMissing = result === undefined || result === null
    return { cell: isMissing ? { broken: 'formula' } : cellOf(result).cell, isFormula: true }
  }
  return plain('error' in value ? { broken: 'error' } : textIn(value))
}

/** What the reader knows of a sheet without declaring it. */
function aboutOf(sheet: object, key: 'name' | 'state'): string {
  const known: unknown = Reflect.get(sheet, key)
  return typeof known === 'string' ? known : ''
}

async function plainOf(path: string): Promise<PlainWorkbook> {
  const bytes = await readFile(path)
  try {
    return plainWorkbook(bytes)
  } catch (cause) {
    throw cause instanceof WrongFile ? cause : new WrongFile('file.broken')
  }
}

/** Reads the sheets of an xlsx file one row after another. */
export async function readWorkbook(path: string, sink: RowSink): Promise<void> {
  const plain = await plainOf(path)
  const reader = new exceljs.stream.xlsx.WorkbookReader(Readable.from([Buffer.from(plain.bytes)]), {
    entries: 'emit',
    sharedStrings: 'cache',
    hyperlinks: 'ignore',
    styles: 'cache',
    worksheets: 'emit',
  })
  let sheets = 0
  for await (const sheet of reader) {
    sheets += 1
    if (sheets > importBounds.sheets) throw new WrongFile('file.tooManySheets')
    let formulas = 0
    for await (const row of sheet) {
      const { values, number } = row
      const cells = Array.isArray(values) ? values.slice(1, importBounds.columns + 1) : []
      const read = Array.from(cells, cellOf)
      formulas += read.filter(({ isFormula }) => isFormula).length
      const found = read.map(({ cell }) => cell)
      if (found.every(cell => cell === null)) continue
      await sink.row({ row: number, cells: found })
    }
    const [name, state] = [aboutOf(sheet, 'name'), aboutOf(sheet, 'state')]
    await sink.endSheet({
      name: name === '' ? `工作表${sheets}` : name,
      isHidden: state === 'hidden' || state === 'veryHidden',
      hiddenRows: plain.hiddenRows[sheets - 1] ?? 0,
      formulas,
    })
  }
}
