import { readFile } from 'node:fs/promises'
import type { SheetCell } from '@shuniu/shared/imports'
import { importBounds } from '@shuniu/shared/imports/bounds'
import { CsvError, parse } from 'csv-parse/sync'
import type { RowSink } from './sink.ts'
import { textOf } from './textOf.ts'
import { WrongFile } from './wrongFile.ts'

const delimiters = [',', '\t', ';', '，'] as const

/** What divides the cells of the first lines most often. */
function delimiterOf(text: string): string {
  const head = text.slice(0, 4_096)
  const times = (mark: string) => head.split(mark).length
  return delimiters.reduce((best, mark) => (times(mark) > times(best) ? mark : best))
}

function recordsIn(text: string): string[][] {
  try {
    return parse(text, {
      delimiter: delimiterOf(text),
      relax_quotes: true,
      relax_column_count: true,
      skip_empty_lines: false,
    })
  } catch (cause) {
    if (cause instanceof CsvError) throw new WrongFile('file.broken')
    throw cause
  }
}

/** Reads a text of cells divided by commas, tabs or semicolons as one sheet. */
export async function readDelimited(path: string, sink: RowSink): Promise<void> {
  const records = recordsIn(textOf(await readFile(path)))
  for (const [at, record] of records.entries()) {
    const cells = record.slice(0, importBounds.columns).map((text): SheetCell => (text === '' ? null : text))
    if (cells.some(cell => cell !== null)) await sink.row({ row: at + 1, cells })
  }
  await sink.endSheet({ name: 'csv', isHidden: false, hiddenRows: 0, formulas: 0 })
}
