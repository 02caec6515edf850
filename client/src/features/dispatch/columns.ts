/** Shares of the desk's three columns in percent of its width: queue, case, map and actions. */
export type Columns = readonly [queue: number, card: number, side: number]

export const usualColumns: Columns = [28, 44, 28]
const least: Columns = [20, 26, 20]

/** Moves one edge: what one column gains its neighbour loses, and neither goes under its least. */
export function moved(columns: Columns, edge: 'left' | 'right', byPercent: number): Columns {
  const [queue, card, side] = columns
  const [grown, shrunk] = edge === 'left' ? ([0, 1] as const) : ([1, 2] as const)
  const by = Math.min(Math.max(byPercent, least[grown] - columns[grown]), columns[shrunk] - least[shrunk])
  return edge === 'left' ? [queue + by, card - by, side] : [queue, card + by, side - by]
}

/** What was remembered, where it is still a layout; else the usual one. */
export function remembered(text: string | null): Columns {
  const [queue = 0, card = 0, side = 0, ...rest] = (text ?? '').split(',').map(Number)
  const isWhole = rest.length === 0 && Math.abs(queue + card + side - 100) < 0.5
  const isWide = queue >= least[0] && card >= least[1] && side >= least[2]
  return isWhole && isWide ? [queue, card, side] : usualColumns
}
