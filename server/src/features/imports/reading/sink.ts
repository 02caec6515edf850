import { importBounds } from '@shuniu/shared/imports/bounds'
import { chunkLetters, chunkRows, type ReaderTold, type ReadSheet, type SheetRow } from './messages.ts'
import { WrongFile } from './wrongFile.ts'

/** Takes the rows of a file in their order, some hundreds at a time. */
export interface RowSink {
  row(row: SheetRow): Promise<void>
  endSheet(sheet: Omit<ReadSheet, 'rows'>): Promise<void>
}

const lettersIn = ({ cells }: SheetRow): number =>
  cells.reduce<number>((sum, cell) => sum + (typeof cell === 'string' ? cell.length : 0), 0)

/** Gathers rows for `tell`, which resolves when more may be told. Throws `WrongFile` beyond the rows that a file may have. */
export function gathering(tell: (told: ReaderTold) => Promise<void>): RowSink {
  let sheet = 0
  let rows = 0
  let all = 0
  let waiting: SheetRow[] = []
  let letters = 0
  async function flush(): Promise<void> {
    if (waiting.length === 0) return
    const told = waiting
    waiting = []
    letters = 0
    await tell({ is: 'rows', sheet, rows: told })
  }
  return {
    async row(row) {
      rows += 1
      all += 1
      if (all > importBounds.rows + importBounds.sheets) throw new WrongFile('file.tooManyRows')
      waiting.push(row)
      letters += lettersIn(row)
      if (waiting.length >= chunkRows || letters >= chunkLetters) await flush()
    },
    async endSheet(about) {
      await flush()
      await tell({ is: 'sheet', sheet: { ...about, rows } })
      sheet += 1
      rows = 0
    },
  }
}
