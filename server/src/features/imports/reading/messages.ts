import type { MapExtent, ReadFailure, SheetCell } from '@shuniu/shared/imports'

/** A row of a sheet with its number there: the first is 1. */
export interface SheetRow {
  readonly row: number
  readonly cells: readonly SheetCell[]
}

/** What is known of a sheet once it has been read. */
export interface ReadSheet {
  readonly name: string
  readonly isHidden: boolean
  readonly rows: number
  readonly hiddenRows: number
  readonly formulas: number
  /** Of a map file alone. */
  readonly map?: MapExtent | null
}

/** What the reader tells of a file; after `rows` it waits until it is asked to go on. */
export type ReaderTold =
  | { readonly is: 'rows'; readonly sheet: number; readonly rows: readonly SheetRow[] }
  | { readonly is: 'sheet'; readonly sheet: ReadSheet }
  | { readonly is: 'end' }
  | { readonly is: 'refused'; readonly code: ReadFailure }

/** A file, and what is to be read of it. */
export interface ReaderTask {
  readonly path: string
  readonly of: 'table' | 'outline'
}

/** A reader that came to use too much memory ends itself with this code. */
export const grewTooBig = 76

/** So many rows are told at once, or so many letters: outlines are long. */
export const [chunkRows, chunkLetters] = [500, 200_000]
