/** A place on the page's grid of 48 columns and 36 rows; lines are counted from 0, `to` is exclusive. */
export interface Place {
  readonly columns: readonly [from: number, to: number]
  readonly rows: readonly [from: number, to: number]
}

export const pageColumns = 48
/** Rows are 5/3 of a label high, so that the seams at 1/2, 1/3 and 1/4 of the height fall between rows of text. */
export const pageRows = 36

/** Rows of text a panel has room for below its title and above its edge. */
export const textRows = ({ rows: [from, to] }: Place): number => to - from - 3
